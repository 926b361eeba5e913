import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { misconfiguredApi } from '../../test/misconfigured-api.ts'
import { userWithPassword } from '../../test/sign-in.ts'
import { ownTestApi, type TestApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'
import { signAccessToken } from './access-token.ts'

const counters = statement<{ key: string; count: number }>(
  'test_counters',
  'select key, count from rate_limit_counters order by count desc',
)
const dropCounters = statement('test_drop_counters', 'alter table rate_limit_counters rename to gone')
const endWindows = statement('test_end_windows', 'update rate_limit_counters set resets_at = now()')

const tryPassword = (api: TestApi, username: string) =>
  api.request.post('/api/auth/login').send({ username, password: 'not the password' })

describe('limits of two servers on one database', () => {
  it('are one limit for who tries a secret, to the very try (R086)', async () => {
    const env = { AUTH_RATE_LIMIT_MAX_REQUESTS: '4' }
    const first = await ownTestApi({ env })
    const second = await ownTestApi({ env, beside: first })
    await userWithPassword(first, 'dana')
    const tries = Array.from({ length: 10 }, (_, index) => tryPassword(index % 2 ? first : second, 'dana'))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(4)
    expect(statuses.filter((status) => status === 429)).toHaveLength(6)
    expect((await tryPassword(first, 'omar')).status).toBe(401)
  })

  it('are one limit for a user, within a second (R057)', async () => {
    const env = { RATE_LIMIT_MAX_REQUESTS: '10' }
    const first = await ownTestApi({ env })
    const second = await ownTestApi({ env, beside: first })
    const dana = await first.build.user('dana')
    for (let time = 0; time < 6; time++)
      expect((await first.call('get', '/api/leads', { as: dana })).status).toBe(200)
    await vi.waitFor(async () => expect((await first.db.sql(counters))[0]?.count).toBe(6), { timeout: 3_000 })
    const token = await first.tokenOf(dana)
    const get = () => second.request.get('/api/leads').set('authorization', `Bearer ${token}`)
    await get().expect(200)
    await vi.waitFor(async () => expect((await first.db.sql(counters))[0]?.count).toBe(7), { timeout: 3_000 })
    const later = await get().expect(200)
    expect(later.headers['x-ratelimit-remaining']).toBe('2')
    expect([(await get()).status, (await get()).status, (await get()).status]).toEqual([200, 200, 429])
  })

  it('are kept under names that tell nothing of the caller', async () => {
    const api = await ownTestApi()
    await tryPassword(api, 'wanda@leadglass.test')
    const rows = await vi.waitFor(
      async () => {
        const found = await api.db.sql(counters)
        expect(found).toHaveLength(2)
        return found
      },
      { timeout: 3_000 },
    )
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{27}$/)
  })

  it('begin anew when the window of the database is over', async () => {
    const env = { AUTH_RATE_LIMIT_MAX_REQUESTS: '2' }
    const first = await ownTestApi({ env })
    for (let time = 0; time < 2; time++) await tryPassword(first, 'dana')
    const second = await ownTestApi({ env, beside: first })
    expect((await tryPassword(second, 'dana')).status).toBe(429)
    await first.db.sql(endWindows)
    const third = await ownTestApi({ env, beside: first })
    const answer = await tryPassword(third, 'dana')
    expect(answer.status).toBe(401)
    expect(answer.headers['x-ratelimit-remaining']).toBe('1')
  })
})

describe('limits without the database', () => {
  it('are counted by the process where the counters are out of reach', async () => {
    const api = await ownTestApi({
      env: { AUTH_RATE_LIMIT_MAX_REQUESTS: '2', RATE_LIMIT_MAX_REQUESTS: '6' },
    })
    await api.db.sql(dropCounters)
    const statuses = [1, 2, 3].map(async () => (await tryPassword(api, 'dana')).status)
    expect((await Promise.all(statuses)).sort()).toEqual([401, 401, 429])
    await sleep(1_200)
    for (let time = 0; time < 3; time++) await api.request.get('/api/leads').expect(401)
    await api.request.get('/api/leads').expect(429)
  })

  it('keep nobody waiting long for a database that has no connection left', async () => {
    const api = await ownTestApi({ env: { AUTH_RATE_LIMIT_MAX_REQUESTS: '2' } })
    await api.request.get('/api/auth/options').expect(200)
    const held = await Promise.all(Array.from({ length: 10 }, () => api.db.pool.connect()))
    const startedAt = performance.now()
    const waiting = tryPassword(api, 'dana').then((answer) => answer)
    await sleep(2_500)
    for (const client of held) client.release()
    expect((await waiting).status).toBe(401)
    expect(performance.now() - startedAt).toBeLessThan(6_000)
    expect((await waiting).headers['x-ratelimit-remaining']).toBe('1')
  })

  it('fail nothing while it is away, and go on', async () => {
    const url = 'postgresql://dana:s3cret@127.0.0.1:1/crm'
    const api = await misconfiguredApi({ DATABASE_URL: url, RATE_LIMIT_MAX_REQUESTS: '3' })
    try {
      const id = '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'
      const token = signAccessToken(api.app, { id, sessionId: id })
      const get = async () =>
        (await api.request.get('/api/leads').set('authorization', `Bearer ${token}`)).status
      expect([await get(), await get(), await get(), await get()]).toEqual([503, 503, 503, 429])
    } finally {
      await api.close()
    }
  })
})
