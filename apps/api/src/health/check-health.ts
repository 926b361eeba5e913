import path from 'node:path'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { classifyDatabaseError } from '../db/classify-database-error.ts'
import type { Database } from '../db/db.ts'
import { type Diagnosis, diagnoseDatabase } from '../db/diagnose-database.ts'
import { pendingMigrations } from '../db/migrate.ts'
import { pingDatabase } from './health-repository.ts'

export type Migrations = 'applied' | 'pending' | 'unknown'
export type DatabaseHealth = { diagnosis: Diagnosis | null; migrations: Migrations }
export type HealthCheck = () => Promise<DatabaseHealth>

const migrationsFolder = path.resolve(import.meta.dirname, '../../../../prisma/migrations')
/** Together with one diagnosis under 3 s, the bound for any answer while the database is down. */
const pingTimeoutMs = 1_200
/** Below the 3 s of R001: an orchestrator that asks often does not become a load. */
const trustedForMs = 2_000

/** Makes the check of one server: any number of callers at once share one round trip (R001). */
export function createHealthCheck(config: Config, db: Database, log: Context['log']): HealthCheck {
  let known: { health: DatabaseHealth; until: number } | undefined
  let running: Promise<DatabaseHealth> | undefined
  let migrations: Migrations = 'unknown'

  const check = async (): Promise<DatabaseHealth> => {
    const diagnosis = await checkDatabase(config, db)
    if (diagnosis) log.warn({ err: diagnosis.cause, type: diagnosis.type }, 'database check failed')
    else if (migrations !== 'applied') migrations = await readMigrations(db)
    const health = { diagnosis, migrations }
    known = { health, until: performance.now() + trustedForMs }
    return health
  }
  return () => {
    if (known && performance.now() < known.until) return Promise.resolve(known.health)
    running ??= check().finally(() => {
      running = undefined
    })
    return running
  }
}

async function checkDatabase(config: Config, db: Database): Promise<Diagnosis | null> {
  // pg would fill an empty URL with 127.0.0.1 and take `${{` for a host called "base".
  if (config.database.problem) return diagnoseDatabase(config.database)
  try {
    await withinPing(pingDatabase(db, pingTimeoutMs))
    return null
  } catch (error) {
    // The pool gave up although the database answers others: then the pool itself is the fault, unless it had
    // merely kept a dead connection, which it has dropped by now.
    const diagnosis = await diagnoseDatabase(config.database)
    if (diagnosis) return diagnosis
    const exhausted = db.pool.waitingCount > 0 && db.pool.idleCount === 0
    const type = classifyDatabaseError(error, config.database)
    return exhausted || type === 'pool_exhausted' ? { type: 'pool_exhausted', cause: error } : null
  }
}

/** Waiting for a free connection is not covered by the limit of the query. */
function withinPing(ping: Promise<void>): Promise<void> {
  ping.catch(() => {})
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(() => reject(new Error('timeout expired')), pingTimeoutMs)
  ping.then(resolve, reject).finally(() => clearTimeout(timer))
  return promise
}

async function readMigrations(db: Database): Promise<Migrations> {
  try {
    return (await pendingMigrations(db.pool, migrationsFolder)).length === 0 ? 'applied' : 'pending'
  } catch {
    return 'unknown'
  }
}
