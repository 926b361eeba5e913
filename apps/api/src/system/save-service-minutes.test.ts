import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeAway } from '../../test/database-outage.ts'
import { spokenLog } from '../../test/spoken-log.ts'
import { ownTestApi, type TestApi, testApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'
import { saveServiceMinutes } from './save-service-minutes.ts'
import { createServiceMeter, type MeteredRequest, type ServiceMeter } from './service-meter.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const start = Date.parse('2026-11-22T09:00:10Z')
const request = { method: 'GET', route: '/api/leads', status: 200, milliseconds: 20.4, isStream: false }

function meterAt(clock: { at: number }): ServiceMeter {
  return createServiceMeter(() => new Date(clock.at))
}

function count(meter: ServiceMeter, parts: Partial<MeteredRequest> = {}, slowId: string | null = null): void {
  meter.request({ ...request, ...parts }, slowId)
}

type MinuteRow = { minute: string; requests: number; total_ms: number; max_ms: number } & Record<
  string,
  number | string
>
const minutes = statement<MinuteRow>('test_service_minutes', 'select * from service_minutes order by minute')
const outages = statement<{ started_at: string; ended_at: string; error_type: string }>(
  'test_outages',
  'select started_at, ended_at, error_type from database_outages order by started_at',
)
const empty = statement<never>('test_empty', 'truncate service_minutes, database_outages, slow_requests')

describe('saveServiceMinutes', () => {
  it('adds what each process has counted to the same minute', async () => {
    await api.db.sql(empty)
    const clock = { at: start }
    const [one, other] = [meterAt(clock), meterAt(clock)]
    count(one)
    count(one, { status: 404 })
    count(one, { status: 503, milliseconds: 3 })
    count(one, { status: 500 })
    count(one, { isStream: true, milliseconds: 900_000 })
    one.databaseSample(true)
    one.databaseSample(false)
    count(other, { milliseconds: 1_500 }, 'slow-1')
    await Promise.all([saveServiceMinutes(api.db, one), saveServiceMinutes(api.db, other)])
    clock.at += 60_000
    count(one)
    await saveServiceMinutes(api.db, one)
    expect(await saveServiceMinutes(api.db, one)).toEqual({ minutes: 0 })
    const rows = await api.db.sql(minutes)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toEqual({
      minute: '2026-11-22T09:00:00.000Z',
      database_ok: 1,
      database_failed: 1,
      requests: 6,
      client_errors: 1,
      server_errors: 2,
      unavailable: 1,
      slow: 1,
      total_ms: 1_564,
      max_ms: 1_500,
    })
    expect(rows[1]).toMatchObject({ minute: '2026-11-22T09:01:00.000Z', requests: 1 })
    const slow = await api.db.sql<object>({ name: 'test_slow', text: 'select * from slow_requests' })
    expect(slow).toEqual([
      expect.objectContaining({
        route: '/api/leads',
        duration_ms: 1_500,
        request_id: 'slow-1',
        status_code: 200,
      }),
    ])
  })

  it('loses nothing while the database is away, and holds no more than a day', async () => {
    const other = await ownTestApi()
    const clock = { at: start }
    const meter = meterAt(clock)
    count(meter)
    const bringBack = await takeAway(other.database)
    await expect(saveServiceMinutes(other.db, meter)).rejects.toThrow()
    count(meter)
    meter.outage({
      startedAt: new Date(start),
      endedAt: new Date(start + 5_000),
      errorType: 'connection_refused',
    })
    await expect(saveServiceMinutes(other.db, meter)).rejects.toThrow()
    await bringBack()
    await expect
      .poll(
        () =>
          saveServiceMinutes(other.db, meter).then(
            () => 'written',
            () => 'not yet',
          ),
        { timeout: 10_000 },
      )
      .toBe('written')
    const written = await other.db.sql(minutes)
    expect(written.find(({ minute }) => minute === '2026-11-22T09:00:00.000Z')).toMatchObject({ requests: 2 })
    expect(await other.db.sql(outages)).toHaveLength(1)
    for (let minute = 0; minute < 3_000; minute++) {
      clock.at += 60_000
      count(meter)
    }
    expect(meter.held().size).toBe(24 * 60)
    expect([...meter.held().keys()].at(-1)).toBe(Math.floor(clock.at / 60_000))
  }, 30_000)

  it('keeps a bounded number of slow requests', () => {
    const meter = meterAt({ at: start })
    for (let id = 0; id < 500; id++) count(meter, { milliseconds: 2_000 }, `slow-${id}`)
    expect(meter.slowRequests().map(({ requestId }) => requestId)[0]).toBe('slow-499')
    expect(meter.slowRequests()).toHaveLength(20)
    const { slow, minutes: counted } = meter.take()
    expect(slow).toHaveLength(50)
    expect([...counted.values()][0]?.slow).toBe(500)
  })

  it('makes one row of the outage that several processes saw, even when they write at once', async () => {
    await api.db.sql(empty)
    const at = (seconds: number) => new Date(start + seconds * 1_000)
    const seen = [
      [2, 30],
      [0, 28],
      [1, 33],
      [29, 31],
      // Another one, later.
      [100, 110],
      [101, 109],
    ] as const
    const meters = seen.map(([from, to], index) => {
      const meter = meterAt({ at: start })
      const errorType = from === 0 ? 'connection_refused' : `other_${index}`
      meter.outage({ startedAt: at(from), endedAt: at(to), errorType })
      return meter
    })
    await Promise.all(meters.map((meter) => saveServiceMinutes(api.db, meter)))
    expect(await api.db.sql(outages)).toMatchObject([
      { started_at: at(0).toISOString(), ended_at: at(33).toISOString(), error_type: 'connection_refused' },
      { started_at: at(100).toISOString(), ended_at: at(110).toISOString() },
    ])
  })
})

describe('a real outage', () => {
  it('is in the table and on the status once it is over, with its looks in the uptime', async () => {
    const other = await ownTestApi()
    const admin = await other.build.user('ada', 'admin')
    const ask = async () => (await other.call('get', '/api/system/status', { as: admin })).body
    await ask()
    const bringBack = await takeAway(other.database)
    await expect.poll(async () => (await ask()).database?.state, { timeout: 10_000 }).toBe('down')
    await bringBack()
    await expect.poll(async () => (await ask()).complete, { timeout: 10_000 }).toBe(true)
    await saveServiceMinutes(other.db, other.meter)
    const status = await ask()
    expect(status.outages).toHaveLength(1)
    expect(status.outages[0].ended_at).toBeTruthy()
    expect(status.outages[0].seconds).toBeGreaterThan(0)
    expect(await other.db.sql(outages)).toHaveLength(1)
  }, 40_000)
})

describe('a slow request (R069)', () => {
  it('is one warning in the log, and on the status page, with its route and id', async () => {
    const { log, lines } = spokenLog()
    const other = await ownTestApi({ env: { SLOW_REQUEST_MS: '1' }, log })
    const admin = await other.build.user('ada', 'admin')
    await other.call('get', '/api/users', { as: admin }).set('x-request-id', 'the-slow-one').expect(200)
    const warnings = () =>
      lines
        .map((line): Record<string, unknown> => ({ ...line }))
        .filter(({ msg, requestId }) => msg === 'slow request' && requestId === 'the-slow-one')
    await expect.poll(() => warnings().length).toBe(1)
    expect(warnings()[0]).toMatchObject({ route: '/api/users', method: 'GET', statusCode: 200 })
    expect(Number(warnings()[0]?.duration)).toBeGreaterThan(0)
    const status = await other.call('get', '/api/system/status', { as: admin }).expect(200)
    const shown = status.body.slow_requests.find(
      ({ request_id: id }: { request_id: string }) => id === 'the-slow-one',
    )
    expect(shown).toMatchObject({ route: '/api/users', status: 200 })
    // Written, it is not shown twice.
    await saveServiceMinutes(other.db, other.meter)
    const again = await other.call('get', '/api/system/status', { as: admin }).expect(200)
    const ids = again.body.slow_requests.map(({ request_id: id }: { request_id: string }) => id)
    expect(ids.filter((id: string) => id === 'the-slow-one')).toHaveLength(1)
  })
})
