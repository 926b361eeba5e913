import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closedPort } from '../../test/closed-port.ts'
import { type MisconfiguredApi, misconfiguredApi } from '../../test/misconfigured-api.ts'
import { signAccessToken } from './access-token.ts'

const id = '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'

describe.each([
  ['refuses connections', async () => `postgresql://dana:s3cret@127.0.0.1:${await closedPort()}/crm`],
  ['has a name that does not resolve', async () => 'postgresql://dana:s3cret@no-such-host.invalid:5432/crm'],
])('the API while the database %s', (_name, urlOf) => {
  let api: MisconfiguredApi
  let url: URL
  let token: string
  beforeAll(async () => {
    url = new URL(await urlOf())
    api = await misconfiguredApi({ DATABASE_URL: url.href })
    token = signAccessToken(api.app, { id, sessionId: id })
  })
  afterAll(() => api.close())

  it.each([
    ['post', '/api/auth/login', { username: 'dana', password: 'a long password' }, false],
    ['post', '/api/v1/auth/login', { username: 'dana', password: 'a long password' }, false],
    ['get', '/api/leads', undefined, true],
    ['get', `/api/leads/${id}`, undefined, true],
    ['post', '/api/leads', { name: 'Acme' }, true],
    ['delete', `/api/leads/${id}`, undefined, true],
  ] as const)(
    'answers %s %s with 503 and without a trace of where it is (R034)',
    async (method, path, body, signedIn) => {
      const request = api.request[method](path)
      if (signedIn) request.set('authorization', `Bearer ${token}`)
      const startedAt = performance.now()
      const answer = await (body ? request.send(body) : request)
      expect(performance.now() - startedAt).toBeLessThan(3000)
      expect(answer.status).toBe(503)
      expect(answer.body).toMatchObject({
        error: 'SERVICE_UNAVAILABLE',
        detail: 'Database temporarily unavailable',
        status: 503,
        // The first ones meet the database, the others its breaker.
        type: expect.stringMatching(/^(database_unavailable|circuit_breaker_open)$/),
      })
      expect(answer.headers['retry-after']).toBeTruthy()
      const everything = answer.text + JSON.stringify(answer.headers)
      for (const secret of ['s3cret', url.hostname, `:${url.port}`, 'ECONN', 'ENOTFOUND', 'prisma', 'at ']) {
        if (secret.length > 1) expect(everything).not.toContain(secret)
      }
    },
  )

  it('tells strangers the same, whatever they send, and nothing of addresses that do not exist (R034)', async () => {
    await expect.poll(() => api.db.breaker.isOpen).toBe(true)
    const answers = [
      await api.request.get('/api/leads'),
      await api.request.get('/api/leads').set('authorization', 'Bearer forged'),
      await api.request.post('/api/auth/login').send('{').set('content-type', 'application/json'),
    ]
    for (const { status, body } of answers) {
      expect(status).toBe(503)
      expect(body).toMatchObject({ error: 'SERVICE_UNAVAILABLE', type: 'circuit_breaker_open' })
    }
    await api.request.get('/api/nothing').expect(404)
  })
})
