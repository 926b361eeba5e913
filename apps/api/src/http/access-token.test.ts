import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

const secret = 'a-secret-of-the-tests-0123456789abcdef'
let api: TestApi
let dana: TestUser
let sessionId: string
beforeAll(async () => {
  api = await testApi()
  dana = await api.build.user('dana')
  sessionId = (await api.build.session(dana)).sessionId
})
afterAll(() => api.close())

const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const seconds = () => Math.floor(Date.now() / 1000)
const claims = (change: object = {}) => ({
  typ: 'access',
  sub: dana.id,
  sid: sessionId,
  jti: randomUUID(),
  iat: seconds(),
  exp: seconds() + 900,
  ...change,
})

function signed(header: unknown, payload: unknown, key = secret): string {
  const text = `${part(header)}.${part(payload)}`
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
}

const hs256 = { alg: 'HS256', typ: 'JWT' }
const get = (authorization: string) => api.request.get('/api/auth/me').set('authorization', authorization)

describe('access tokens', () => {
  it('of our own making are taken', async () => {
    await get(`Bearer ${signed(hs256, claims())}`).expect(200)
  })

  const hostile: Record<string, () => string> = {
    'alg none': () => `${part({ alg: 'none' })}.${part(claims())}.`,
    'alg none with a signature': () => signed({ alg: 'none' }, claims()),
    'alg RS256': () => signed({ alg: 'RS256' }, claims()),
    'alg HS512': () => signed({ alg: 'HS512' }, claims()),
    'no alg': () => signed({ typ: 'JWT' }, claims()),
    'a numeric alg': () => signed({ alg: 7 }, claims()),
    'alg __proto__': () => signed('{"alg":"__proto__"}', claims()),
    'alg constructor': () => signed({ alg: 'constructor' }, claims()),
    'a header that is no object': () => signed('7', claims()),
    'a header that is null': () => signed('null', claims()),
    'a header that is no JSON': () => signed('{', claims()),
    'another key': () => signed(hs256, claims(), 'another-key-0123456789abcdef0123456789'),
    'an empty signature': () => signed(hs256, claims()).replace(/[^.]*$/, ''),
    'the signature ***': () => signed(hs256, claims()).replace(/[^.]*$/, '***'),
    'a cut signature': () => signed(hs256, claims()).slice(0, -3),
    'the payload [1]': () => signed(hs256, [1]),
    'the payload null': () => signed(hs256, 'null'),
    'a payload that is no JSON': () => signed(hs256, 'x'),
    'no exp': () => signed(hs256, claims({ exp: undefined })),
    'no iat': () => signed(hs256, claims({ iat: undefined })),
    'no jti': () => signed(hs256, claims({ jti: undefined })),
    'an exp that is text': () => signed(hs256, claims({ exp: '9999999999' })),
    'an exp that is no number': () => signed(hs256, claims({ exp: null })),
    'another typ': () => signed(hs256, claims({ typ: 'refresh' })),
    'no typ': () => signed(hs256, claims({ typ: undefined })),
    'a subject that is no id': () => signed(hs256, claims({ sub: "' or 1=1 --" })),
    'somebody else as subject': () => signed(hs256, claims({ sub: randomUUID() })),
    'an unknown session': () => signed(hs256, claims({ sid: randomUUID() })),
    'a session that is no id': () => signed(hs256, claims({ sid: '__proto__' })),
    'nothing but dots': () => '..',
    'one part': () => 'abc',
    'four parts': () => `${signed(hs256, claims())}.x`,
  }

  it.each(Object.keys(hostile))('with %s are a 401, never a 500 (R054)', async (name) => {
    const answer = await get(`Bearer ${hostile[name]?.()}`)
    expect(answer.status).toBe(401)
    expect(answer.body).toMatchObject({ error: 'Invalid token', type: 'token_invalid' })
    expect(answer.headers['www-authenticate']).toBe('Bearer')
  })

  it('are told apart when they have expired', async () => {
    const token = signed(hs256, claims({ iat: seconds() - 1000, exp: seconds() - 1 }))
    const { body } = await get(`Bearer ${token}`).expect(401)
    expect(body).toMatchObject({ error: 'Token expired', type: 'token_expired' })
  })

  it('stop when they expire, though they were used a moment before', async () => {
    const token = signed(hs256, claims({ exp: seconds() + 2 }))
    await get(`Bearer ${token}`).expect(200)
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect((await get(`Bearer ${token}`).expect(401)).body.type).toBe('token_expired')
  })

  it.each(['Bearer', 'Bearer ', 'Bearer  {}', 'Bearer {} {}', 'Basic {}', 'Token {}', '{}', 'Bearer{}'])(
    'are not read from the header %j',
    async (header) => {
      const token = signed(hs256, claims())
      await get(header.replaceAll('{}', token)).expect(401)
    },
  )

  it('are asked for when the header is missing', async () => {
    const answer = await api.request.get('/api/auth/me').expect(401)
    expect(answer.body).toMatchObject({ error: 'Authentication required', type: 'token_missing' })
    expect(answer.headers['www-authenticate']).toBe('Bearer')
  })
})
