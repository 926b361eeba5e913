import cluster from 'node:cluster'
import { hostname } from 'node:os'
import type { SystemStatus } from '@leadglass/contracts/system.ts'
import { databaseAdvice } from '../health/database-advice.ts'
import { overdueLoops } from '../jobs/overdue-loops.ts'
import { version } from '../version.ts'
import { countSpans } from './count-spans.ts'
import type { StoredStatus } from './get-system-status.ts'
import { migrationState } from './migration-state.ts'
import type { StatusSources } from './status-sources.ts'

/** What the database knows, or nothing, together with what this process knows. */
export function presentSystemStatus(
  stored: StoredStatus | null,
  sources: StatusSources,
  now: Date,
): SystemStatus {
  const { config, metrics, meter } = sources
  const { db_uptime, last_hour, minutes, hours } = countSpans(stored?.history ?? null, meter.held(), now)
  return {
    generated_at: now.toISOString(),
    complete: stored !== null,
    version,
    commit: config.commit ?? null,
    environment: config.environment,
    process: presentProcess(sources, now),
    database: presentDatabase(stored, sources),
    db_uptime,
    requests: {
      last_hour,
      in_flight: metrics.requestsInFlight,
      streams_open: metrics.streamsOpen,
      minutes,
      hours,
    },
    slow_requests: presentSlowRequests(stored, sources),
    slow_request_ms: config.slowRequestMs,
    outages: presentOutages(stored, sources, now),
    loops: presentLoops(stored, sources, now),
    jobs: stored?.jobs ?? null,
    migrations: migrationState(stored?.server.migrations ?? null),
    rate_limits: {
      window_seconds: config.rateLimit.windowMs / 1_000,
      max: config.rateLimit.max,
      auth_max: config.rateLimit.authMax,
      refused: metrics.requestsLimited,
    },
    alerts: sources.observation.alerts.status(),
    mail: sources.mailer.status(),
    redis: { state: sources.cache.status() },
    ai: {
      openai: config.ai.openai.apiKey ? 'configured' : 'off',
      venice: config.ai.venice.apiKey ? 'configured' : 'off',
    },
  }
}

function presentProcess({ config, loops, observation }: StatusSources, now: Date): SystemStatus['process'] {
  const uptime = process.uptime()
  return {
    instance: loops?.instance ?? `${hostname()}:${process.pid}`,
    pid: process.pid,
    worker: cluster.worker?.id ?? 1,
    workers: cluster.isWorker ? config.workers : 1,
    node: process.version,
    started_at: new Date(now.getTime() - uptime * 1_000).toISOString(),
    uptime_seconds: Math.round(uptime),
    ...observation.pressure.read(),
  }
}

function presentDatabase(stored: StoredStatus | null, { db }: StatusSources): SystemStatus['database'] {
  const { state, since, diagnosis } = db.watch
  const { migrations: _, ...server } = stored?.server ?? { migrations: null }
  return {
    state: stored ? 'up' : state,
    since: since.toISOString(),
    error_type: diagnosis?.type ?? null,
    message: diagnosis ? databaseAdvice[diagnosis.type].message : null,
    pool: db.poolStatus(),
    breaker: db.breaker.status(),
    server: stored ? (server as SystemStatus['database']['server']) : null,
  }
}

function presentSlowRequests(
  stored: StoredStatus | null,
  { meter }: StatusSources,
): SystemStatus['slow_requests'] {
  const remembered = meter.slowRequests().map(({ at, method, route, status, milliseconds, requestId }) => ({
    at: at.toISOString(),
    method,
    route,
    status,
    duration_ms: Math.round(milliseconds),
    request_id: requestId,
  }))
  const written = (stored?.history.slow_requests ?? []).map((row) => ({
    ...row,
    at: new Date(row.at).toISOString(),
  }))
  return newest([...remembered, ...written], ({ at, request_id }) => `${at} ${request_id}`)
}

function presentOutages(
  stored: StoredStatus | null,
  { db, meter }: StatusSources,
  now: Date,
): SystemStatus['outages'] {
  const remembered = meter
    .outages()
    .map(({ startedAt, endedAt, errorType }) => outage(startedAt, endedAt, errorType))
  const written = (stored?.history.outages ?? []).map((row) =>
    outage(new Date(row.started_at), new Date(row.ended_at), row.error_type),
  )
  const past = newest(stored ? written : remembered, ({ started_at }) => started_at)
  if (db.watch.state !== 'down') return past
  const { since, diagnosis } = db.watch
  const present = { ...outage(since, now, diagnosis?.type ?? 'unknown'), ended_at: null }
  return [present, ...past].slice(0, 20)
}

function outage(startedAt: Date, endedAt: Date, errorType: string): SystemStatus['outages'][number] {
  return {
    started_at: startedAt.toISOString(),
    ended_at: endedAt.toISOString(),
    seconds: Math.round((endedAt.getTime() - startedAt.getTime()) / 100) / 10,
    error_type: errorType,
  }
}

/** The last 20 by their key, which begins with a time; what is remembered and written is one. */
function newest<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]))
  const sorted = [...byKey].sort(([one], [other]) => (one < other ? 1 : -1))
  return sorted.slice(0, 20).map(([, item]) => item)
}

/** The rows of the whole deployment; while they cannot be read, what this process knows of its own loops. */
function presentLoops(
  stored: StoredStatus | null,
  { loops }: StatusSources,
  now: Date,
): SystemStatus['loops'] {
  const own = loops?.status() ?? []
  if (!stored) {
    const unknown = { instance: null, last_result: null }
    const overdue = new Set(overdueLoops(own, now))
    return own.map((loop) => ({ ...loop, ...unknown, overdue: overdue.has(loop) }))
  }
  const running = new Set(own.filter((loop) => loop.running).map(({ name }) => name))
  const overdue = new Set(overdueLoops(stored.loops, now))
  return stored.loops.map((row) => ({ ...row, running: running.has(row.name), overdue: overdue.has(row) }))
}
