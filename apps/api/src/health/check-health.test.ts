import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { closedPort } from '../../test/closed-port.ts'
import { takeAway } from '../../test/database-outage.ts'
import { misconfiguredApi } from '../../test/misconfigured-api.ts'
import { openStream } from '../../test/open-stream.ts'
import { startTcpProxy } from '../../test/tcp-proxy.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { createEmptyDatabase, createTestDatabase } from '../../test/test-database.ts'
import type { Loops } from '../jobs/loops.ts'

let aheadMs = 0
const now = performance.now.bind(performance)

/** The server runs in this process, so its clock can be moved until what it remembers is too old. */
function forgetChecks() {
  aheadMs += 3000
  vi.spyOn(performance, 'now').mockImplementation(() => now() + aheadMs)
}

/** A server of its own, which has checked nothing yet. */
async function serverOf(env: Record<string, string>, options: Parameters<typeof misconfiguredApi>[1] = {}) {
  const api = await misconfiguredApi(env, options)
  onTestFinished(() => api.close())
  return api
}

async function healthOf(env: Record<string, string>) {
  const api = await serverOf(env)
  const askedAt = performance.now()
  const answer = await api.request.get('/health')
  expect(performance.now() - askedAt).toBeLessThan(3000)
  return answer
}

describe('GET /health with a database', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await testApi({ env: { RAILWAY_GIT_COMMIT_SHA: 'fb5550e732e1044e87fd7364ba15a111a74f9d98' } })
  })
  afterAll(() => api.close())

  it('asks the database and answers 200 (R001, R002)', async () => {
    const answer = await api.request.get('/health')
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      status: 'ok',
      ready: true,
      headline: null,
      environment: 'test',
      version: '0.1.0',
      commit: 'fb5550e732e1044e87fd7364ba15a111a74f9d98',
      database: 'connected',
      checks: { database: 'ok', migrations: 'ok', background: 'ok', redis: 'not_configured' },
      migrations: 'applied',
      pending_migrations: [],
      background: null,
      job_queue: { queued: 0, running: 0, failed_last_day: 0, oldest_waiting_seconds: null },
      redis: 'not_configured',
      worker: { id: 1, count: 1, pid: process.pid },
    })
    expect(answer.body.uptime).toBeGreaterThan(0)
    expect(new Date(answer.body.timestamp).toISOString()).toBe(answer.body.timestamp)
    for (const key of ['database_error', 'error_type', 'error_message', 'solution']) {
      expect(answer.body).not.toHaveProperty(key)
    }
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('reports the live pool (R003)', async () => {
    const held = await Promise.all([1, 2, 3].map(() => api.db.pool.connect()))
    const { body } = await api.request.get('/health')
    for (const client of held) client.release()
    const { database_pool: pool } = body
    expect(pool).toMatchObject({ size: 10, overflow: 0, max_overflow: 0, waiting: 0 })
    expect(pool.checked_out).toBeGreaterThanOrEqual(3)
    expect(pool.checked_in).toBeGreaterThanOrEqual(0)
    expect(pool.total_available).toBe(10 - pool.checked_out)
    expect(pool.utilization_percent).toBe(pool.checked_out * 10)
  })

  it('reports the circuit breaker (R004)', async () => {
    const { body } = await api.request.get('/health')
    expect(body.circuit_breaker).toMatchObject({
      state: 'closed',
      failure_count: 0,
      failure_threshold: 5,
      opened_total: 0,
      last_opened_at: null,
    })
  })

  it('counts the open live streams', async () => {
    const rep = await api.build.user('streamer')
    const stream = await openStream(api, await api.tokenOf(rep))
    await stream.until(({ event }) => event === 'unread')
    const during = await api.request.get('/health')
    expect(during.body.live_stream).toEqual({ listener: 'connected', open_streams: 1 })
    stream.cut()
    await vi.waitFor(async () => {
      const { body } = await api.request.get('/health')
      expect(body.live_stream.open_streams).toBe(0)
    })
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

  it('forgets a good answer when the database goes away, and a bad one when it comes back', async () => {
    await api.request.get('/health').expect(200)
    const bringBack = await takeAway(api.database)
    await expect.poll(() => api.db.watch.state, { timeout: 10_000 }).toBe('down')
    await api.request.get('/health').expect(503)
    await bringBack()
    await expect.poll(() => api.db.watch.state, { timeout: 10_000 }).toBe('up')
    await api.request.get('/health').expect(200)
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
    expect(answer.body).toMatchObject({ error_type: 'pool_exhausted', circuit_breaker: { state: 'closed' } })
    forgetChecks()
    await api.request.get('/health').expect(200)
  })

  it('has a short form for other services (R009, R011)', async () => {
    forgetChecks()
    const short = await api.request.get('/health/db').expect(200)
    expect(short.body).toEqual({ status: 'healthy' })
    for (const path of ['/api/health', '/api/v1/health']) {
      const { body } = await api.request.get(path).expect(200)
      expect(body).toMatchObject({
        status: 'ok',
        services: { database: 'connected', redis: 'not_configured' },
      })
    }
  })
})

describe('GET /health about the work without requests', () => {
  let api: TestApi
  const at = new Date('2026-11-22T12:00:00Z')
  beforeAll(async () => {
    api = await testApi({ clock: () => at })
    await api.db.pool.query(
      `insert into background_loops (name, every_seconds, last_success_at, consecutive_failures) values
         ('score_decay', 21600, '2026-11-22T10:48:00Z', 0), ('tidy', 60, '2026-11-22T11:59:30Z', 1),
         ('broken', 60, '2026-11-22T11:59:00Z', 2), ('asleep', 60, '2026-11-22T11:00:00Z', 0)`,
    )
    await api.db.pool.query(
      `insert into service_minutes (minute, database_ok, database_failed, requests, server_errors, unavailable)
       values (date_trunc('minute', now()) - interval '5 minutes', 9, 1, 400, 3, 2),
              (date_trunc('minute', now()) - interval '3 hours', 190, 0, 1000, 500, 0),
              (date_trunc('minute', now()) - interval '2 days', 0, 99, 1000, 500, 0)`,
    )
  })
  afterAll(() => api.close())

  const loopsThat = (isLeader: boolean): Loops => ({
    isLeader,
    instance: 'test:1',
    start() {},
    stop: async () => {},
    status: () => [],
    runNow() {},
  })

  it.each([
    ['leader', true],
    ['follower', false],
  ])('names the loops that fail twice or are overdue, as %s', async (role, isLeader) => {
    const server = await serverOf(
      { DATABASE_URL: api.database.url },
      { clock: () => at, loops: loopsThat(isLeader) },
    )
    const { status, body } = await server.request.get('/health')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'degraded',
      ready: true,
      headline: 'background loops are in trouble',
      checks: { database: 'ok', background: 'error' },
      background: { role, loops: 4, failing: ['broken'], overdue: ['asleep'] },
    })
  })

  it('tells the age of the scores, the uptime of a day and the errors of an hour, each 503 once', async () => {
    const { body } = await api.request.get('/health')
    expect(body).toMatchObject({
      scoring: { last_run_at: '2026-11-22T10:48:00.000Z', age_seconds: 4320 },
      database_uptime_percent: 99.5,
      error_rate_percent: 0.75,
    })
  })
})

describe('GET /health with a database that cannot be used as it is', () => {
  it('is 503 until the migrations are applied, and names them', async () => {
    const database = await createEmptyDatabase()
    onTestFinished(() => database.drop())
    const { status, body } = await healthOf({ DATABASE_URL: database.url })
    expect(status).toBe(503)
    expect(body).toMatchObject({
      status: 'degraded',
      ready: false,
      database: 'connected',
      checks: { database: 'ok', migrations: 'pending' },
      migrations: 'pending',
      error_type: 'migrations_pending',
      solution: [expect.stringMatching(/^Wait/), ...Array.from({ length: 4 }, () => expect.any(String))],
    })
    expect(body.pending_migrations[0]).toMatch(/_init$/)
    const { body: off } = await healthOf({ DATABASE_URL: database.url, RUN_MIGRATIONS_ON_START: '0' })
    expect(off.error_message).toContain('RUN_MIGRATIONS_ON_START is off')
    expect(off.solution[0]).toContain('pnpm db:migrate')
  })

  it('is 503 when a migration was begun and never finished', async () => {
    const database = await createTestDatabase()
    onTestFinished(() => database.drop())
    const api = await serverOf({ DATABASE_URL: database.url })
    await api.db.pool.query(
      `insert into _prisma_migrations (id, checksum, migration_name) values ('x', 'x', '20990101000000_broken')`,
    )
    const { status, body } = await api.request.get('/health')
    expect(status).toBe(503)
    expect(body).toMatchObject({ migrations: 'failed', error_type: 'migrations_failed' })
    expect(body.solution.join()).toContain('prisma migrate resolve')
  })

  it('is 200 when a newer neighbour has migrated further', async () => {
    const database = await createTestDatabase()
    onTestFinished(() => database.drop())
    const api = await serverOf({ DATABASE_URL: database.url })
    await api.db.pool.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at)
       values ('x', 'x', '20990101000000_newer', now())`,
    )
    const { status, body } = await api.request.get('/health')
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'ok', migrations: 'applied' })
  })

  it('is degraded and says why when nothing can be written', async () => {
    const database = await createTestDatabase()
    onTestFinished(() => database.drop())
    const setUp = await serverOf({ DATABASE_URL: database.url })
    const name = new URL(database.url).pathname.slice(1)
    await setUp.db.pool.query(`alter database ${name} set default_transaction_read_only = on`)
    const { status, body } = await healthOf({ DATABASE_URL: database.url })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'degraded',
      ready: true,
      database: 'connected',
      error_type: 'read_only',
    })
    expect(body.solution.join()).toContain('pg_is_in_recovery')
  })

  it('is degraded, with 200, when Redis is away (C24)', async () => {
    const database = await createTestDatabase()
    onTestFinished(() => database.drop())
    const redis = `redis://127.0.0.1:${await closedPort()}`
    const api = await serverOf({ DATABASE_URL: database.url, REDIS_URL: redis })
    const { status, body } = await api.request.get('/health')
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'degraded', headline: 'Redis is away', redis: 'disconnected' })
    const { body: short } = await api.request.get('/api/v1/health').expect(200)
    expect(short.services).toEqual({ database: 'connected', redis: 'disconnected' })
  })
})

describe('GET /health while the database is away', () => {
  it('tells that the host cannot be resolved (R005)', async () => {
    const { status, body } = await healthOf({
      DATABASE_URL: 'postgresql://u:p@no-such-host.invalid:5432/crm',
    })
    expect(status).toBe(503)
    expect(body).toMatchObject({
      status: 'degraded',
      database: 'disconnected',
      error_type: 'dns_resolution_failure',
      database_error: expect.stringContaining('Name or service not known'),
      error_message: expect.stringContaining('DATABASE_URL in Railway Backend → Variables'),
    })
    expect(body.error_message).toMatch(/direct URL, not \$\{\{ \}\}/)
  })

  it.each(['localhost', '127.0.0.1', '[::1]'])('tells that %s is the wrong place (R006)', async (host) => {
    const port = await closedPort()
    const { body, text } = await healthOf({ DATABASE_URL: `postgresql://u:p@${host}:${port}/crm` })
    expect(body.error_type).toBe('localhost_connection')
    expect(body.error_message).toContain('DATABASE_URL is not set')
    expect(body.error_message).toContain('PostgreSQL must be connected to the backend')
    expect(text).not.toContain(String(port))
  })

  it('says so in every short form (R009, R011), and lives (R012)', async () => {
    const api = await serverOf({ DATABASE_URL: 'postgresql://u:p@no-such-host.invalid:5432/crm' })
    const short = await api.request.get('/health/db').expect(503)
    expect(short.body).toEqual({ status: 'degraded' })
    const { body } = await api.request.get('/api/v1/health').expect(503)
    expect(body).toMatchObject({ status: 'degraded', services: { database: 'disconnected' } })
    for (const path of ['/health/live', '/livez']) {
      const alive = await api.request.get(path).expect(200)
      expect(alive.body).toMatchObject({ status: 'ok', uptime: expect.any(Number) })
    }
  })

  it('makes at most one attempt a second, however often it is asked', async () => {
    let attempts = 0
    const silent = createServer(() => {
      attempts += 1
    })
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void silent.close())
    const { port } = silent.address() as { port: number }
    const api = await serverOf({ DATABASE_URL: `postgresql://u:p@127.0.0.1:${port}/crm` })
    const end = performance.now() + 4_000
    const slowest = { ms: 0 }
    const poll = async () => {
      while (performance.now() < end) {
        const askedAt = performance.now()
        await api.request.get('/health').expect(503)
        slowest.ms = Math.max(slowest.ms, performance.now() - askedAt)
        await sleep(5)
      }
    }
    await Promise.all(Array.from({ length: 10 }, poll))
    expect(slowest.ms).toBeLessThan(3000)
    // The pool and the listener have each a connection of their own, and the attempts last 1.4 s.
    expect(attempts).toBeLessThanOrEqual(8)
  })

  it('turns red within 3 s and green by itself, with one opened breaker', async () => {
    const database = await createTestDatabase()
    const { hostname: host, port } = new URL(database.url)
    const proxy = await startTcpProxy({ host, port: Number(port) })
    const url = Object.assign(new URL(database.url), { port: String(proxy.port) })
    const api = await misconfiguredApi({ DATABASE_URL: url.href })
    onTestFinished(async () => {
      await api.close()
      await proxy.close()
      await database.drop()
    })
    await api.request.get('/health').expect(200)
    await proxy.refuse()
    await vi.waitFor(() => api.request.get('/health').expect(503), { timeout: 3_000, interval: 100 })
    const { body: down } = await api.request.get('/health').expect(503)
    expect(down.error_type).toBe('localhost_connection')
    expect(down.migrations).toBe('applied')
    await proxy.pass()
    await vi.waitFor(() => api.request.get('/health').expect(200), { timeout: 5_000, interval: 100 })
    const { body: up } = await api.request.get('/health').expect(200)
    expect(up).toMatchObject({ status: 'ok', circuit_breaker: { state: 'closed', opened_total: 1 } })
    expect(Date.parse(up.circuit_breaker.last_opened_at)).toBeGreaterThan(0)
  })
})
