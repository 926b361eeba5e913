import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

export type ServerState = {
  version: string
  size_bytes: number
  max_connections: number
  connections: { state: string; count: number }[]
  oldest_transaction_seconds: number | null
  migrations: string[]
}

/** Its own transaction is left out: it is always the youngest. */
const serverState = statement<ServerState>(
  'find_server_state',
  `with clients as (
     select coalesce(state, 'other') as state, xact_start, pid from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend'),
   states as (select state, count(*)::int as count from clients group by state)
   select split_part(current_setting('server_version'), ' ', 1) as version,
          pg_database_size(current_database()) as size_bytes,
          current_setting('max_connections')::int as max_connections,
          (select json_agg(states order by count desc, state) from states) as connections,
          (select round(extract(epoch from clock_timestamp() - min(xact_start)), 1) from clients
            where pid <> pg_backend_pid()) as oldest_transaction_seconds,
          coalesce((select json_agg(migration_name order by migration_name) from _prisma_migrations
                     where finished_at is not null and rolled_back_at is null), '[]') as migrations`,
)

export async function findServerState(db: Db): Promise<ServerState> {
  const [row] = await db.sql(serverState)
  if (!row) throw new Error('find_server_state answered no row')
  return row
}

/** Counts of a minute or an hour; `at` in milliseconds. */
export type CountedSpan = {
  at: number
  database_ok: number
  database_failed: number
  observed: number
  requests: number
  client_errors: number
  server_errors: number
  unavailable: number
  slow: number
  total_ms: number
  max_ms: number
}

export type ObservedSpan = { ok: number; failed: number; observed: number }

export type ServiceHistory = {
  /** Of the last 60 minutes, those that counted something. */
  minutes: CountedSpan[]
  /** Of the last 168 hours, likewise. */
  hours: CountedSpan[]
  day: ObservedSpan
  week: ObservedSpan
  slow_requests: {
    at: number
    method: string
    route: string
    status: number
    duration_ms: number
    request_id: string
  }[]
  outages: { started_at: number; ended_at: number; error_type: string }[]
}

const sums = `sum(database_ok)::int as database_ok, sum(database_failed)::int as database_failed,
  count(*) filter (where database_ok + database_failed > 0)::int as observed,
  sum(requests)::int as requests, sum(client_errors)::int as client_errors, sum(server_errors)::int as server_errors,
  sum(unavailable)::int as unavailable, sum(slow)::int as slow, sum(total_ms)::bigint as total_ms,
  max(max_ms) as max_ms`

const observedSpan = `json_build_object('ok', coalesce(sum(database_ok), 0), 'failed', coalesce(sum(database_failed), 0),
  'observed', count(*) filter (where database_ok + database_failed > 0))`

/** $1 is the present minute, $2 the present hour. A week of minutes is some 10,000 rows, read once. */
const history = statement<ServiceHistory>(
  'find_service_history',
  `with week as materialized (select * from service_minutes where minute > $2::timestamptz - interval '168 hours'),
   hours as (select extract(epoch from date_trunc('hour', minute))::bigint * 1000 as at, ${sums} from week group by 1),
   minutes as (select extract(epoch from minute)::bigint * 1000 as at, ${sums} from week
                where minute > $1::timestamptz - interval '60 minutes' group by minute),
   slow as (select (extract(epoch from at) * 1000)::bigint as at, method, route, status_code as status, duration_ms,
                   request_id
              from slow_requests order by slow_requests.at desc limit 20),
   outages as (select (extract(epoch from started_at) * 1000)::bigint as started_at,
                      (extract(epoch from ended_at) * 1000)::bigint as ended_at, error_type
                 from database_outages order by database_outages.started_at desc limit 20)
   select coalesce((select json_agg(minutes order by at) from minutes), '[]') as minutes,
          coalesce((select json_agg(hours order by at) from hours), '[]') as hours,
          (select ${observedSpan} from week where minute > $1::timestamptz - interval '24 hours') as day,
          (select ${observedSpan} from week where minute > $1::timestamptz - interval '7 days') as week,
          coalesce((select json_agg(slow order by at desc) from slow), '[]') as slow_requests,
          coalesce((select json_agg(outages order by started_at desc) from outages), '[]') as outages`,
)

export async function findServiceHistory(db: Db, now: Date): Promise<ServiceHistory> {
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000)
  const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000)
  const [row] = await db.sql(history, [minute, hour])
  if (!row) throw new Error('find_service_history answered no row')
  return row
}
