import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'
import type { MinuteCounts, SlowRequest } from './service-meter.ts'

const minuteAddition = statement<never>(
  'insert_service_minutes',
  `insert into service_minutes as known
     (minute, database_ok, database_failed, requests, client_errors, server_errors, unavailable, slow, total_ms, max_ms)
   select * from unnest($1::timestamptz[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[],
                        $9::bigint[], $10::int[])
   on conflict (minute) do update set
     database_ok = known.database_ok + excluded.database_ok,
     database_failed = known.database_failed + excluded.database_failed,
     requests = known.requests + excluded.requests,
     client_errors = known.client_errors + excluded.client_errors,
     server_errors = known.server_errors + excluded.server_errors,
     unavailable = known.unavailable + excluded.unavailable,
     slow = known.slow + excluded.slow,
     total_ms = known.total_ms + excluded.total_ms,
     max_ms = greatest(known.max_ms, excluded.max_ms)`,
)

const countColumns = [
  'database_ok',
  'database_failed',
  'requests',
  'client_errors',
  'server_errors',
  'unavailable',
  'slow',
  'total_ms',
  'max_ms',
] as const satisfies readonly (keyof MinuteCounts)[]

/**
 * Adds to what other processes counted. In the order of the minutes: of two processes that write at once, one waits
 * for the other.
 */
export async function insertServiceMinutes(
  db: Db,
  minutes: ReadonlyMap<number, MinuteCounts>,
): Promise<void> {
  const ordered = [...minutes].sort(([one], [other]) => one - other)
  await db.sql(minuteAddition, [
    ordered.map(([minute]) => new Date(minute * 60_000)),
    ...countColumns.map((column) => ordered.map(([, counts]) => Math.round(counts[column]))),
  ])
}

const slowInsertion = statement<never>(
  'insert_slow_requests',
  `insert into slow_requests (at, method, route, status_code, duration_ms, request_id)
   select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[])`,
)

export async function insertSlowRequests(db: Db, slow: readonly SlowRequest[]): Promise<void> {
  await db.sql(slowInsertion, [
    slow.map(({ at }) => at),
    slow.map(({ method }) => method),
    slow.map(({ route }) => route),
    slow.map(({ status }) => status),
    slow.map(({ milliseconds }) => Math.round(milliseconds)),
    slow.map(({ requestId }) => requestId),
  ])
}

/** Of this feature alone; held until the transaction ends. */
const outageLock = statement<never>('lock_database_outages', 'select pg_advisory_xact_lock(72707370)')

export async function lockOutages(db: Db): Promise<void> {
  await db.sql(outageLock)
}

export type Outage = { startedAt: Date; endedAt: Date; errorType: string }

const outageMerge = statement<never>(
  'insert_database_outage',
  `with same as (
     delete from database_outages where started_at <= $2 and ended_at >= $1
     returning started_at, ended_at, error_type)
   insert into database_outages (started_at, ended_at, error_type)
   select least($1::timestamptz, min(started_at)), greatest($2::timestamptz, max(ended_at)),
          coalesce((array_agg(error_type order by started_at) filter (where started_at <= $1))[1], $3)
     from same`,
)

/** Writes an outage into one row with those that it overlaps: several processes see the same one. Lock first. */
export async function insertOutage(db: Db, { startedAt, endedAt, errorType }: Outage): Promise<void> {
  await db.sql(outageMerge, [startedAt, endedAt, errorType])
}
