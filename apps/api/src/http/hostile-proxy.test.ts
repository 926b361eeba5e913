import { errorBody } from '@leadglass/contracts/errors.ts'
import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { rawRequest } from '../../test/raw-request.ts'
import { signInAs, userWithPassword } from '../../test/sign-in.ts'
import { ownTestApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'
import { readClientIps } from './client-ip.ts'

const addresses = ['<script>', 'x'.repeat(6_000), '999.999.999.999', '::ffff:1.2.3.4', 'fe80::1%eth0', '1.2.3.4:80', '[::1]:443', '[', ':', '::::::', ',', ', ,', '1.2.3.4/24', 'unknown', '\u00ff', "';--", '-1', '::1, ::1, garbage'] // biome-ignore format: a table

it('counts and signs in callers whose address is no address, behind a proxy', async () => {
  const api = await ownTestApi({ env: { TRUST_PROXY: '1' } })
  await userWithPassword(api, 'dana')
  const session = await signInAs(api, 'dana')
  for (const address of addresses) {
    const headers = { 'x-forwarded-for': address, 'content-type': 'application/json' }
    const body = JSON.stringify({ username: 'dana', password: 'not the password at all' })
    const paths = [
      { method: 'GET', path: '/api/leads', headers },
      { method: 'GET', path: '/api/auth/options', headers },
      {
        method: 'GET',
        path: '/api/leads',
        headers: { ...headers, authorization: `Bearer ${session.access_token}` },
      },
      ...(address === '<script>' || address.length > 100
        ? [{ method: 'POST', path: '/api/auth/login', headers, body }]
        : []),
    ]
    for (const request of paths) {
      const answer = await rawRequest(api.baseUrl, request)
      expect([200, 401], `${address.slice(0, 40)} ${answer.text}`).toContain(answer.status)
      if (answer.status >= 400) expect(errorBody.safeParse(answer.json).success).toBe(true)
    }
  }
})

const addressesSeen = statement<{ ip: string }>(
  'test_addresses_seen',
  `select distinct ip from audit_logs where action = 'login_failed'`,
)

async function triesFrom(env: Record<string, string>, headers: readonly Record<string, string>[]) {
  const api = await ownTestApi({ env: { AUTH_RATE_LIMIT_MAX_REQUESTS: '2', ...env } })
  const body = JSON.stringify({ username: 'nobody', password: 'not the password at all' })
  const statuses: number[] = []
  for (const own of headers) {
    const request = { method: 'POST', path: '/api/auth/login', body }
    const sent = { 'content-type': 'application/json', ...own }
    statuses.push((await rawRequest(api.baseUrl, { ...request, headers: sent })).status)
  }
  return { statuses, ips: (await api.db.sql(addressesSeen)).map(({ ip }) => ip) }
}

describe('the address of a client', () => {
  it('is what the proxy in front has seen, not what the client says of itself (R086)', async () => {
    const claims = ['198.51.100.1', '198.51.100.2', '198.51.100.3']
    const headers = claims.map((claim) => ({
      'x-forwarded-for': `${claim}, 203.0.113.9`,
      'x-real-ip': claim,
    }))
    const { statuses, ips } = await triesFrom({ TRUST_PROXY: '1' }, headers)
    expect(statuses).toEqual([401, 401, 429])
    expect(ips).toEqual(['203.0.113.9'])
  })

  it('is that of the connection without a proxy, and where the proxy names none', async () => {
    const headers = [{ 'x-forwarded-for': '198.51.100.1', 'x-real-ip': '198.51.100.1' }]
    expect((await triesFrom({ TRUST_PROXY: '0' }, headers)).ips[0]).toMatch(/127\.0\.0\.1|::1/)
    const garbage = [{ 'x-forwarded-for': '" 200 - "' }]
    expect((await triesFrom({ TRUST_PROXY: '1' }, garbage)).ips[0]).toMatch(/127\.0\.0\.1|::1/)
  })
})

it.each([
  ['on Railway', true, '203.0.113.9'],
  ['elsewhere', false, '127.0.0.1'],
])(
  'reads X-Real-IP, which Railway sets and others may pass on, %s',
  async (_where, isOnRailway, expected) => {
    const fastify = Fastify()
    readClientIps(fastify, { trustProxy: true, isOnRailway })
    fastify.get('/', async (request) => request.clientIp)
    const headers = { 'x-real-ip': '203.0.113.9', 'x-forwarded-for': '198.51.100.1' }
    expect((await fastify.inject({ url: '/', headers })).body).toBe(expected)
  },
)
