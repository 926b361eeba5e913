import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { closedPort } from '../../test/closed-port.ts'
import { misconfiguredApi } from '../../test/misconfigured-api.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

const secrets = /s3cret|dana/

let aheadMs = 0
const now = performance.now.bind(performance)

/** The server runs in this process, so its clock can be moved until what it remembers is too old. */
function forgetChecks() {
  aheadMs += 3000
  vi.spyOn(performance, 'now').mockImplementation(() => now() + aheadMs)
}

async function healthOf(env: Record<string, string>) {
  const api = await misconfiguredApi(env)
  onTestFinished(() => api.close())
  const startedAt = performance.now()
  const answer = await api.request.get('/health')
  expect(performance.now() - startedAt).toBeLessThan(3000)
  expect(answer.status).toBe(503)
  expect(answer.headers['content-type']).toContain('application/json')
  expect(answer.body).toMatchObject({
    status: 'degraded',
    database: 'disconnected',
    environment: 'test',
    version: expect.any(String),
    uptime: expect.any(Number),
    timestamp: expect.any(String),
    database_error: expect.any(String),
    error_message: expect.any(String),
    solution: expect.arrayContaining([expect.any(String)]),
  })
  expect(answer.text).not.toMatch(secrets)
  return answer
}

describe('GET /health with a database', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await testApi()
  })
  afterAll(() => api.close())

  it('asks the database and answers 200 (R001, R002)', async () => {
    const answer = await api.request.get('/health')
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      status: 'ok',
      environment: 'test',
      version: '0.1.0',
      database: 'connected',
      checks: { database: 'ok' },
      migrations: 'applied',
    })
    expect(answer.body.uptime).toBeGreaterThan(0)
    expect(new Date(answer.body.timestamp).toISOString()).toBe(answer.body.timestamp)
    expect(answer.body).not.toHaveProperty('error_type')
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('reports the live pool (R003)', async () => {
    const held = await api.db.pool.connect()
    const { body } = await api.request.get('/health')
    held.release()
    expect(body.database_pool).toMatchObject({ size: 10, overflow: 0, max_overflow: 0, waiting: 0 })
    expect(body.database_pool.checked_out).toBeGreaterThanOrEqual(1)
    expect(body.database_pool.total_available).toBe(10 - body.database_pool.checked_out)
    expect(body.database_pool.utilization_percent).toBe(body.database_pool.checked_out * 10)
  })

  it('shares one round trip among callers at once and for at most 3 s (R001)', async () => {
    const query = vi.spyOn(api.db.pool, 'query')
    const pings = () =>
      query.mock.calls.filter(([first]) => (first as { text?: string }).text === 'select 1').length
    forgetChecks()
    await Promise.all(Array.from({ length: 20 }, () => api.request.get('/health').expect(200)))
    await api.request.get('/health').expect(200)
    expect(pings()).toBe(1)
    forgetChecks()
    await api.request.get('/health').expect(200)
    expect(pings()).toBe(2)
  })

  it('answers HEAD as well', async () => {
    await api.request.head('/health').expect(200)
  })

  it('says that the pool is used up when the database answers only others', async () => {
    forgetChecks()
    const held = await Promise.all(Array.from({ length: 10 }, () => api.db.pool.connect()))
    const answer = await api.request.get('/health')
    for (const client of held) client.release()
    expect(answer.status).toBe(503)
    expect(answer.body.error_type).toBe('pool_exhausted')
    forgetChecks()
    await api.request.get('/health').expect(200)
  })
})

describe('GET /health while the database is away', () => {
  let silent: Server
  beforeAll(async () => {
    silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => silent.close())

  it('tells that the host cannot be resolved (R005)', async () => {
    const { body } = await healthOf({
      DATABASE_URL: 'postgresql://dana:s3cret@no-such-host.invalid:5432/crm',
    })
    expect(body.error_type).toBe('dns_resolution_failure')
    expect(body.database_error).toContain('Name or service not known')
    expect(body.error_message).toContain('DATABASE_URL in Railway Backend → Variables')
    expect(body.error_message).toMatch(/direct URL, not \$\{\{ \}\}/)
  })

  it.each(['localhost', '127.0.0.1', '[::1]'])('tells that %s is the wrong place (R006)', async (host) => {
    const port = await closedPort()
    const { body, text } = await healthOf({ DATABASE_URL: `postgresql://dana:s3cret@${host}:${port}/crm` })
    expect(body.error_type).toBe('localhost_connection')
    expect(body.error_message).toContain('DATABASE_URL is not set')
    expect(body.error_message).toContain('PostgreSQL must be connected to the backend')
    expect(text).not.toContain(String(port))
  })

  it('tells that another host refuses (R007)', async () => {
    // The machine by its own name in IPv4 notation that is not taken for localhost.
    const { networkInterfaces } = await import('node:os')
    const own = Object.values(networkInterfaces())
      .flat()
      .find((address) => address && address.family === 'IPv4' && !address.internal)
    const host = own?.address ?? '0.0.0.0'
    const port = await closedPort(own ? host : '127.0.0.1')
    const { body } = await healthOf({ DATABASE_URL: `postgresql://dana:s3cret@${host}:${port}/crm` })
    if (!own) return expect(body.error_type).toBe('localhost_connection')
    expect(body.error_type).toBe('connection_refused')
    expect(body.error_message).toContain('PostgreSQL may not be running')
    return undefined
  })

  it('tells that a server does not answer', async () => {
    const { port } = silent.address() as { port: number }
    const { body } = await healthOf({ DATABASE_URL: `postgresql://dana:s3cret@127.0.0.1:${port}/crm` })
    expect(body.error_type).toBe('connection_timeout')
  })

  it.each([
    ['nothing is set', {}, 'database_url_missing'],
    [
      'a reference was not replaced',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how Railway writes a reference
      { DATABASE_URL: '${{Postgres.DATABASE_URL}}' },
      'unresolved_variable_reference',
    ],
    ['the text is no URL', { DATABASE_URL: 'postgres//dana:s3cret@db/crm' }, 'invalid_url'],
    [
      'the password holds an unescaped slash',
      { DATABASE_URL: 'postgresql://dana:12/s3cret@db.internal/crm' },
      'invalid_url',
    ],
  ])('tells that %s', async (_name, env, type) => {
    const { body } = await healthOf(env as Record<string, string>)
    expect(body.error_type).toBe(type)
  })
})

describe('GET /health with a database that refuses', () => {
  let api: TestApi
  let url: URL
  beforeAll(async () => {
    api = await testApi()
    url = new URL(api.db.pool.options.connectionString ?? '')
  })
  afterAll(() => api.close())

  it('tells that the password is wrong', async () => {
    const wrong = new URL(url)
    wrong.password = 's3cret'
    const { body } = await healthOf({ DATABASE_URL: wrong.href })
    expect(body.error_type).toBe('authentication_failed')
  })

  it('tells that the database is missing', async () => {
    const wrong = new URL(url)
    wrong.pathname = '/no_such_database'
    const { body } = await healthOf({ DATABASE_URL: wrong.href })
    expect(body.error_type).toBe('database_missing')
  })

  it('tells that the server has no TLS', async () => {
    const { body } = await healthOf({ DATABASE_URL: `${url.href}?sslmode=require` })
    expect(body.error_type).toBe('tls_error')
  })
})

describe('GET /health/live and /livez', () => {
  it.each(['/health/live', '/livez'])('%s answers 200 without the database (R012)', async (path) => {
    const api = await misconfiguredApi({
      DATABASE_URL: 'postgresql://dana:s3cret@no-such-host.invalid:5432/crm',
    })
    onTestFinished(() => api.close())
    const answer = await api.request.get(path)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ status: 'ok', uptime: expect.any(Number) })
  })
})
