import { randomUUID } from 'node:crypto'
import type { SystemStatus } from '@leadglass/contracts/system.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeAway } from '../../test/database-outage.ts'
import type { TestUser } from '../../test/factories.ts'
import { ownTestApi, type TestApi, testApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'

const path = '/api/system/status'
let api: TestApi
let ada: TestUser
beforeAll(async () => {
  api = await testApi()
  ada = await api.build.user('ada', 'admin')
})
afterAll(() => api.close())

async function statusOf(other = api, admin = ada): Promise<SystemStatus> {
  const answer = await other.call('get', path, { as: admin })
  expect(answer.status).toBe(200)
  return answer.body
}

const minuteInsertion = statement<never>(
  'test_insert_service_minute',
  `insert into service_minutes (minute, database_ok, database_failed, requests, server_errors, total_ms, max_ms)
   values (date_trunc('minute', now()) - $1::interval, $2, $3, $4, $5, $6, $7)`,
)

describe('GET /api/system/status', () => {
  it('tells what this is, how the process fares, and what the database says of itself', async () => {
    const status = await statusOf()
    expect(status).toMatchObject({
      complete: true,
      environment: 'test',
      process: { pid: process.pid, worker: 1, workers: 1, node: process.version },
      database: { state: 'up', error_type: null, message: null, breaker: { state: 'closed' } },
      migrations: { state: 'applied', pending: [] },
      redis: { state: 'not_configured' },
      mail: { state: 'off' },
      alerts: { webhook: 'off', email: 'off', incident: null },
      loops: [],
      jobs: { queued: 0, running: 0, failed_last_day: 0, oldest_waiting_seconds: null },
    })
    expect(status.process.memory.heap_used_percent).toBeGreaterThan(0)
    expect(status.database.pool.size).toBe(10)
    expect(status.database.server?.version).toMatch(/^\d+(\.\d+)?$/)
    expect(status.database.server?.size_bytes).toBeGreaterThan(1_000_000)
    expect(status.database.server?.max_connections).toBe(300)
    expect(
      status.database.server?.connections.find(({ state }) => state === 'active')?.count,
    ).toBeGreaterThan(0)
    expect(status.migrations.applied).toBeGreaterThanOrEqual(2)
  })

  it('is for administrators', async () => {
    const mona = await api.build.user('mona', 'manager')
    await api.request.get(path).expect(401)
    await api.call('get', path, { as: mona }).expect(403)
    await api.call('get', path, { as: ada, query: { since: 'yesterday' } }).expect(400)
  })

  it('tells of the loops of the whole deployment, and which are overdue', async () => {
    await api.db.sql({
      name: 'test_insert_loops',
      text: `insert into background_loops (name, every_seconds, instance, last_run_at, last_success_at, last_error,
                                           consecutive_failures, runs, failures, last_result) values
             ('score_decay', 60, 'host:1', now(), now(), null, 0, 7, 0, '{"moved":3}'),
             ('retention', 60, 'host:2', now(), now() - interval '1 day', 'no room', 4, 9, 4, null)`,
    })
    const { loops } = await statusOf()
    expect(loops.map(({ name, overdue }) => [name, overdue])).toEqual([
      ['retention', true],
      ['score_decay', false],
    ])
    expect(loops[0]).toMatchObject({ last_error: 'no room', consecutive_failures: 4, instance: 'host:2' })
    expect(loops[1]).toMatchObject({ last_result: { moved: 3 }, runs: 7 })
  })
})

describe('the uptime of the database (R072)', () => {
  it('is null when nothing was observed, and a percentage of the looks otherwise', async () => {
    const other = await ownTestApi()
    const admin = await other.build.user('ada', 'admin')
    const before = await statusOf(other, admin)
    expect(before.db_uptime.last_24h).toEqual({ percent: null, observed_minutes: 0 })
    const add = (age: string, ok: number, failed: number) =>
      other.db.sql(minuteInsertion, [age, ok, failed, 0, 0, 0, 0])
    await add('10 minutes', 12, 0)
    await add('11 minutes', 8, 4)
    await add('30 hours', 0, 12)
    await add('8 days', 0, 12)
    const { db_uptime: uptime } = await statusOf(other, admin)
    expect(uptime.last_24h).toEqual({ percent: 83.33, observed_minutes: 2 })
    expect(uptime.last_7d).toEqual({ percent: 55.56, observed_minutes: 3 })
    expect(uptime.hours).toHaveLength(168)
    expect(uptime.hours.reduce((sum, { ok, failed }) => sum + ok + failed, 0)).toBe(36)
  })

  it('does not round a failure away', async () => {
    const other = await ownTestApi()
    const admin = await other.build.user('ada', 'admin')
    await other.db.sql(minuteInsertion, ['5 minutes', 99_999, 1, 0, 0, 0, 0])
    expect((await statusOf(other, admin)).db_uptime.last_24h.percent).toBe(99.99)
  })
})

describe('requests over time', () => {
  it('are counted by minute and hour, written and not yet written together', async () => {
    const other = await ownTestApi()
    const admin = await other.build.user('ada', 'admin')
    await other.db.sql(minuteInsertion, ['3 minutes', 0, 0, 100, 4, 5_000, 900])
    await other.db.sql(minuteInsertion, ['20 hours', 0, 0, 50, 0, 1_000, 70])
    const first = await statusOf(other, admin)
    const { requests } = await statusOf(other, admin)
    expect(requests.minutes).toHaveLength(60)
    expect(requests.hours).toHaveLength(24)
    // The first call was not yet answered when it was counted; the second sees it.
    expect(first.requests.last_hour).toMatchObject({ requests: 100, errors: 4, error_rate_percent: 4 })
    expect(requests.last_hour).toEqual({ requests: 101, errors: 4, error_rate_percent: 3.96 })
    expect(requests.minutes.find((minute) => minute.requests === 100)).toMatchObject({
      errors: 4,
      average_ms: 50,
      max_ms: 900,
    })
    expect(requests.hours.reduce((sum, hour) => sum + hour.requests, 0)).toBe(151)
    expect(requests.in_flight).toBe(1)
  })
})

describe('the status while the database is away', () => {
  it('answers an administrator within a second, by the signed role, with what the process remembers', async () => {
    const other = await ownTestApi()
    const admin = await other.build.user('ada', 'admin')
    const known = await statusOf(other, admin)
    expect(known.database.state).toBe('up')
    const mona = await other.build.user('mona', 'manager')
    await other.tokenOf(mona)
    const bringBack = await takeAway(other.database)
    const ask = (as = admin) => other.call('get', path, { as })
    await expect.poll(async () => (await ask()).body.database?.state, { timeout: 10_000 }).toBe('down')
    const startedAt = performance.now()
    const answer = await ask()
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    expect(answer.status).toBe(200)
    const status = answer.body as SystemStatus
    expect(status).toMatchObject({
      complete: false,
      database: { state: 'down', server: null, breaker: { state: expect.stringMatching(/open/) } },
      migrations: { state: 'unknown' },
    })
    expect(status.database.error_type).toBeTruthy()
    expect(status.database.message).toBeTruthy()
    expect(status.outages[0]).toMatchObject({ ended_at: null, error_type: status.database.error_type })
    expect(status.requests.minutes.at(-1)?.requests).toBeGreaterThan(0)
    // The role in the token decides, and for this read alone.
    expect((await ask(mona)).status).toBe(403)
    await expect
      .poll(async () => (await other.call('get', '/api/users', { as: admin })).status, { timeout: 10_000 })
      .toBe(503)
    expect((await other.call('post', '/api/system/loops/retention/run', { as: admin })).status).toBe(503)
    const without = `Bearer ${other.signed({ id: admin.id, sessionId: randomUUID() })}`
    expect((await other.request.get(path).set('authorization', without)).status).toBe(503)

    await bringBack()
    await expect.poll(async () => (await ask()).body.complete, { timeout: 10_000 }).toBe(true)
    const madeUp = `Bearer ${other.signed({ id: admin.id, sessionId: randomUUID(), role: 'admin' })}`
    expect((await other.request.get(path).set('authorization', madeUp)).status).toBe(401)
  }, 40_000)
})
