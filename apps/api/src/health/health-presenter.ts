import type { Config } from '../config.ts'
import { version } from '../version.ts'
import type { ServiceHealth } from './check-health.ts'
import { type Advice, databaseAdvice } from './database-advice.ts'
import { migrationAdvice } from './migration-advice.ts'

export type HealthReport = ReturnType<typeof presentHealth>

type Trouble = Advice & { type: string; error?: string }

/** The body of /health: the same keys up and down, with the diagnosis added while it is not ready (R002–R008). */
export function presentHealth(health: ServiceHealth, config: Config) {
  const { diagnosis, migrations, redis, background, facts, at } = health
  const trouble = troubleOf(health, config)
  const advice = trouble ?? (facts.read_only ? { ...databaseAdvice.read_only, type: 'read_only' } : null)
  const headline = advice?.headline ?? weaknessOf(health)
  return {
    status: headline ? ('degraded' as const) : ('ok' as const),
    /** False is 503: a platform must not send requests here. */
    ready: trouble === null,
    headline,
    environment: config.environment,
    timestamp: at.toISOString(),
    version,
    commit: config.commit ?? null,
    uptime: uptime(),
    database: diagnosis ? ('disconnected' as const) : ('connected' as const),
    checks: {
      database: diagnosis ? 'error' : 'ok',
      migrations: migrations.status === 'applied' ? 'ok' : migrations.status,
      background: isTroubled(background) ? 'error' : 'ok',
      redis: redis === 'connected' ? 'ok' : redis,
    },
    ...(advice ? presentTrouble(advice) : {}),
    migrations: migrations.status,
    pending_migrations: migrations.pending,
    database_pool: health.pool,
    database_uptime_percent: facts.uptime_percent,
    error_rate_percent: facts.error_rate_percent,
    circuit_breaker: health.breaker,
    worker: health.worker,
    background,
    job_queue: health.jobs,
    live_stream: health.liveStream,
    scoring: presentScoring(health.lastRescoreAt, at),
    redis,
  }
}

/** What keeps this server from being ready. */
function troubleOf({ diagnosis, migrations }: ServiceHealth, config: Config): Trouble | null {
  if (diagnosis) return { ...databaseAdvice[diagnosis.type], type: diagnosis.type }
  return migrationAdvice(migrations, config.runMigrations)
}

/** What is wrong although requests are served (C24). */
function weaknessOf({ redis, background, breaker }: ServiceHealth): string | null {
  const weaknesses = [
    breaker.state === 'closed' ? null : 'the circuit breaker is not closed yet',
    redis === 'disconnected' ? 'Redis is away' : null,
    isTroubled(background) ? 'background loops are in trouble' : null,
  ]
  return weaknesses.filter((weakness) => weakness !== null).join(', ') || null
}

function isTroubled(background: ServiceHealth['background']): boolean {
  return background !== null && background.failing.length + background.overdue.length > 0
}

function presentTrouble({ error, type, message, solution }: Trouble) {
  return {
    ...(error ? { database_error: error } : {}),
    error_type: type,
    error_message: message,
    solution,
  }
}

function presentScoring(lastRunAt: string | null, at: Date) {
  const age =
    lastRunAt === null ? null : Math.max(0, Math.round((at.getTime() - Date.parse(lastRunAt)) / 1000))
  return { last_run_at: lastRunAt, age_seconds: age }
}

/** The short form that other services ask for (R011). */
export function presentServices({ status, database, redis, timestamp, uptime: seconds }: HealthReport) {
  return { status, services: { database, redis }, timestamp, uptime: seconds }
}

export function presentLiveness(at: Date) {
  return { status: 'ok', uptime: uptime(), timestamp: at.toISOString() }
}

/** Seconds, to the millisecond. */
function uptime(): number {
  return Math.round(process.uptime() * 1000) / 1000
}
