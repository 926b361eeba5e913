import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { misconfiguredApi } from '../../test/misconfigured-api.ts'
import { ownTestApi, type TestApi, testApi } from '../../test/test-api.ts'
import { fallbackOrigins } from './cors.ts'

const origin = 'https://crm.example.com'
const away = 'postgresql://dana:s3cret@127.0.0.1:1/crm'

describe('security headers', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await testApi()
  })
  afterAll(() => api.close())

  it.each(['/health/live', '/api/leads', '/api/nothing', '/nothing', '/api/auth/options', '/'])(
    '%s carries them, refused or not',
    async (path) => {
      const { headers } = await api.request.get(path)
      expect(headers).toMatchObject({
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      })
      expect(headers).not.toHaveProperty('strict-transport-security')
      expect(headers).not.toHaveProperty('x-powered-by')
      expect(headers['x-request-id']).toBeTruthy()
    },
  )

  it('lets pages run our own scripts only, and answers of the API nothing', async () => {
    const page = await api.request.get('/health/live')
    expect(page.headers['content-security-policy']?.split(';')).toEqual([
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
    const data = await api.request.get('/api/leads')
    expect(data.headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'")
  })

  it('keeps answers of the API out of every cache', async () => {
    for (const path of ['/api/leads', '/api/v1/leads', '/api/auth/options', '/api/nothing', '/api']) {
      expect((await api.request.get(path)).headers['cache-control']).toBe('no-store')
    }
  })

  it('asks for TLS for a year in production', async () => {
    const deployed = await misconfiguredApi({
      NODE_ENV: 'production',
      DATABASE_URL: 'postgresql://a:b@no-such-host.invalid/c',
    })
    onTestFinished(() => deployed.close())
    const { headers } = await deployed.request.get('/health/live')
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  })
})

describe('CORS', () => {
  it('lets the configured origins read answers and refusals, and no others (R057)', async () => {
    const api = await ownTestApi({ env: { ALLOWED_ORIGINS: `${origin}, http://localhost:5173/` } })
    for (const path of ['/api/auth/options', '/api/leads', '/api/nothing']) {
      const { headers } = await api.request.get(path).set('origin', origin)
      expect(headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
      })
      expect(headers['access-control-expose-headers']).toContain('X-RateLimit-Remaining')
      expect(headers['access-control-expose-headers']).toContain('X-Request-ID')
      expect(headers.vary?.toLowerCase()).toContain('origin')
    }
    for (const stranger of [
      'https://evil.example',
      'null',
      `${origin}.evil.example`,
      'http://crm.example.com',
    ]) {
      const { headers } = await api.request.get('/api/leads').set('origin', stranger)
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })

  it('answers a preflight', async () => {
    const api = await ownTestApi({ env: { ALLOWED_ORIGINS: origin } })
    const answer = await api.request.options('/api/leads').set({
      origin,
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization',
    })
    expect(answer.status).toBe(204)
    expect(answer.headers['access-control-allow-methods']).toContain('PATCH')
    expect(answer.headers['access-control-allow-headers']).toContain('Authorization')
  })

  it('is present when the database is away', async () => {
    const api = await misconfiguredApi({ DATABASE_URL: away, ALLOWED_ORIGINS: origin })
    onTestFinished(() => api.close())
    const answer = await api.request
      .post('/api/auth/login')
      .set('origin', origin)
      .send({ username: 'dana', password: 'a long password' })
    expect(answer.status).toBe(503)
    expect(answer.headers['access-control-allow-origin']).toBe(origin)
  })

  it('is present on every kind of refusal (R064)', async () => {
    const env = { ALLOWED_ORIGINS: origin, RATE_LIMIT_MAX_REQUESTS: '2' }
    const api = await ownTestApi({ env })
    const answers = [
      [401, await api.request.get('/api/leads').set('origin', origin)],
      [404, await api.request.get('/api/nothing').set('origin', origin)],
      [405, await api.request.delete('/api/auth/login').set('origin', origin)],
      [
        413,
        await api.request
          .post('/api/auth/login')
          .set({ origin, 'content-type': 'application/json' })
          .send(`"${'x'.repeat(1_100_000)}"`),
      ],
      [429, await api.request.get('/api/leads').set('origin', origin)],
    ] as const
    for (const [status, answer] of answers) {
      expect(answer.status).toBe(status)
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': expect.stringContaining('Retry-After'),
      })
    }
  })

  it('falls back to the addresses of the deployment and, outside production, to those of a laptop', async () => {
    const lines: string[] = []
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
    const env = { FRONTEND_URL: 'https://app.example.com/login', RAILWAY_PUBLIC_DOMAIN: 'crm.up.railway.app' }
    const api = await ownTestApi({ env, log })
    const allowedFor = async (from: string) =>
      (await api.request.get('/api/leads').set('origin', from)).headers['access-control-allow-origin']
    for (const from of ['https://app.example.com', 'https://crm.up.railway.app', 'http://localhost:5173']) {
      expect(await allowedFor(from)).toBe(from)
    }
    expect(await allowedFor('http://crm.up.railway.app')).toBeUndefined()
    expect(await allowedFor(origin)).toBeUndefined()
    expect(lines.filter((line) => line.includes('ALLOWED_ORIGINS is not set'))).toHaveLength(1)
  })

  it('has no fallback beside the origins that are configured, and no laptop in production', () => {
    const deployed = { frontendUrl: undefined, publicDomain: 'crm.up.railway.app', isProduction: true }
    expect(fallbackOrigins(deployed)).toEqual(['https://crm.up.railway.app'])
    expect(fallbackOrigins({ ...deployed, publicDomain: undefined })).toEqual([])
    expect(fallbackOrigins({ ...deployed, frontendUrl: 'app.example.com' })).toHaveLength(1)
  })

  it.each([
    '*',
    'https://*.example.com',
    'crm.example.com',
    'https://crm.example.com/path',
    '["https://a.example"',
  ])('refuses to start with %s', async (value) => {
    await expect(misconfiguredApi({ ALLOWED_ORIGINS: value })).rejects.toThrow('ALLOWED_ORIGINS')
  })
})

describe('rate limits (R057)', () => {
  it('counts each user, and strangers by address', async () => {
    const api = await ownTestApi({ env: { RATE_LIMIT_MAX_REQUESTS: '3', RATE_LIMIT_WINDOW_MS: '60000' } })
    const dana = await api.build.user('dana')
    const omar = await api.build.user('omar')
    const get = (as: typeof dana) => api.call('get', '/api/leads', { as })

    const first = await get(dana)
    expect(first.status).toBe(200)
    expect(first.headers).toMatchObject({
      'x-ratelimit-limit': '3',
      'x-ratelimit-remaining': '2',
      'x-ratelimit-reset': '60',
    })
    await get(dana)
    await get(dana)
    const refused = await get(dana)
    expect(refused.status).toBe(429)
    expect(refused.body).toMatchObject({ type: 'rate_limited', status: 429, path: '/api/leads' })
    expect(refused.body.detail).toMatch(/try again in \d+ seconds/)
    expect(refused.headers['x-ratelimit-remaining']).toBe('0')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50)
    expect((await get(omar)).status).toBe(200)
    expect((await api.request.get('/api/leads')).status).toBe(401)
  })

  it('counts refused tokens too, by address', async () => {
    const api = await ownTestApi({ env: { RATE_LIMIT_MAX_REQUESTS: '2' } })
    const guess = () => api.request.get('/api/leads').set('authorization', 'Bearer a.b.c')
    expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 429])
  })

  it('has no limit for health, documents and files', async () => {
    const api = await ownTestApi({ env: { RATE_LIMIT_MAX_REQUESTS: '1' } })
    for (const path of ['/health', '/health/live', '/docs', '/openapi.json', '/']) {
      for (let times = 0; times < 3; times++) await api.request.get(path).expect(200)
    }
  })

  it('begins anew after the window', async () => {
    const api = await ownTestApi({ env: { RATE_LIMIT_MAX_REQUESTS: '1', RATE_LIMIT_WINDOW_MS: '1000' } })
    await api.request.get('/api/leads').expect(401)
    await api.request.get('/api/leads').expect(429)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    await api.request.get('/api/leads').expect(401)
  })

  it('lets each identity try a secret only so often from one address', async () => {
    const api = await ownTestApi({ env: { AUTH_RATE_LIMIT_MAX_REQUESTS: '2' } })
    const signIn = (username: string) =>
      api.request.post('/api/auth/login').send({ username, password: 'not the password' })
    const first = await signIn('dana')
    expect(first.status).not.toBe(429)
    expect(first.headers['x-ratelimit-limit']).toBe('2')
    await signIn(' DANA')
    const refused = await signIn('dana')
    expect(refused.status).toBe(429)
    expect(refused.body.type).toBe('rate_limited')
    expect((await signIn('omar')).status).not.toBe(429)
    // Both prefixes are one door.
    const other = await api.request.post('/api/v1/auth/login').send({ username: 'dana', password: 'x' })
    expect(other.status).toBe(429)
  })
})
