import type { Config } from '../config.ts'
import type { Database } from '../db/db.ts'
import { version } from '../version.ts'
import type { DatabaseHealth } from './check-health.ts'
import { databaseAdvice } from './database-advice.ts'
import { readPoolStatus } from './health-repository.ts'

/** The body of /health, the same keys up and down, with the diagnosis added while it is down (R002, R005–R007). */
export function presentHealth(health: DatabaseHealth, config: Config, db: Database) {
  const { diagnosis, migrations } = health
  return {
    status: diagnosis ? 'degraded' : 'ok',
    environment: config.environment,
    timestamp: new Date().toISOString(),
    version,
    ...(config.commit ? { commit: config.commit } : {}),
    uptime: uptime(),
    database: diagnosis ? 'disconnected' : 'connected',
    checks: { database: diagnosis ? 'error' : 'ok' },
    ...(diagnosis ? presentDiagnosis(diagnosis) : {}),
    migrations,
    database_pool: readPoolStatus(db),
  }
}

function presentDiagnosis({ type }: NonNullable<DatabaseHealth['diagnosis']>) {
  const { error, message, solution } = databaseAdvice[type]
  return { database_error: error, error_type: type, error_message: message, solution }
}

export function presentLiveness() {
  return { status: 'ok', uptime: uptime(), timestamp: new Date().toISOString() }
}

/** Seconds, to the millisecond. */
function uptime(): number {
  return Math.round(process.uptime() * 1000) / 1000
}
