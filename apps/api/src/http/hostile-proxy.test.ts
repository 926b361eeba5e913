import { errorBody } from '@leadglass/contracts/errors.ts'
import { expect, it } from 'vitest'
import { rawRequest } from '../../test/raw-request.ts'
import { signInAs, userWithPassword } from '../../test/sign-in.ts'
import { ownTestApi } from '../../test/test-api.ts'

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
