import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MisconfiguredApi, misconfiguredApi } from '../../test/misconfigured-api.ts'
import { signAccessToken } from './access-token.ts'

const debugToken = 'a-debug-token-of-the-tests'
const away = 'postgresql://dana:s3cret@no-such-host.invalid:5432/crm'
const path = '/debug/database-url'
const actor = { id: randomUUID(), sessionId: randomUUID() }

describe('access to /debug in production, while the database is away (R015)', () => {
  let api: MisconfiguredApi
  beforeAll(async () => {
    api = await misconfiguredApi({ NODE_ENV: 'production', DATABASE_URL: away, DEBUG_TOKEN: debugToken })
  })
  afterAll(() => api.close())

  const bearer = (role?: 'admin' | 'manager' | 'sales_rep') => ({
    authorization: `Bearer ${signAccessToken(api.app, { ...actor, ...(role ? { role } : {}) })}`,
  })

  it.each<[string, () => Record<string, string>, number]>([
    ['the holder of the token', () => ({ 'x-debug-token': debugToken }), 200],
    [
      'the holder of the token, as Prometheus sends it',
      () => ({ authorization: `Bearer ${debugToken}` }),
      200,
    ],
    ['the token under another scheme', () => ({ authorization: `Basic ${debugToken}` }), 404],
    ['an administrator, by the signature alone', () => bearer('admin'), 200],
    ['a manager', () => bearer('manager'), 404],
    ['a rep', () => bearer('sales_rep'), 404],
    ['a token without a role', () => bearer(), 404],
    ['a changed token', () => ({ authorization: `${bearer('admin').authorization}x` }), 404],
    [
      'another scheme',
      () => ({ authorization: bearer('admin').authorization.replace('Bearer', 'Basic') }),
      404,
    ],
    ['a wrong token', () => ({ 'x-debug-token': `${debugToken}x` }), 404],
    ['an empty token', () => ({ 'x-debug-token': '' }), 404],
    ['nobody', () => ({}), 404],
  ])('%s', async (_name, headers, status) => {
    const answer = await api.request.get(path).set(headers())
    expect(answer.status).toBe(status)
    if (status === 404) expect(answer.body).toMatchObject({ type: 'route_not_found', status: 404 })
  })

  it('is not given by the query', async () => {
    await api.request.get(`${path}?token=${debugToken}&x-debug-token=${debugToken}`).expect(404)
  })
})

describe('access to /debug', () => {
  it('is given to nobody by an empty token when none is configured', async () => {
    const api = await misconfiguredApi({ NODE_ENV: 'production', DATABASE_URL: away })
    await api.request.get(path).set('x-debug-token', '').expect(404)
    await api.close()
  })

  it('is open outside production', async () => {
    const api = await misconfiguredApi({ DATABASE_URL: away })
    await api.request.get(path).expect(200)
    await api.close()
  })
})
