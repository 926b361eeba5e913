import type { CacheStatus } from '../cache/cache.ts'
import type { Config } from '../config.ts'
import type { BreakerStatus } from '../db/breaker.ts'
import { classifyDatabaseError } from '../db/classify-database-error.ts'
import type { Database } from '../db/db.ts'
import type { Diagnosis } from '../db/diagnose-database.ts'
import { ownMigrationNames } from '../db/migration-files.ts'
import type { PoolStatus } from '../db/pool-status.ts'
import { lastRescore } from '../jobs/last-rescore.ts'
import { listBackgroundLoops } from '../jobs/list-background-loops.ts'
import { overdueLoops } from '../jobs/overdue-loops.ts'
import { countJobs, type JobCounts } from '../jobs/queue/count-jobs.ts'
import {
  findMigrationState,
  findServiceFacts,
  type MigrationState,
  noFacts,
  pingDatabase,
  type ServiceFacts,
} from './health-repository.ts'

export type Worker = { id: number; count: number; pid: number }
export type LiveStream = { listener: 'connected' | 'disconnected'; open_streams: number }

/** What a check asks besides the database; none of it waits for anything. */
export type HealthSources = {
  config: Config
  db: Database
  clock: () => Date
  worker: Worker
  redis(): CacheStatus
  liveStream(): LiveStream
  /** Null where no loops run, as in most tests. */
  isLeader(): boolean | null
}

export type Background = { role: 'leader' | 'follower'; loops: number; failing: string[]; overdue: string[] }

/** What is read from the database while it is there, and remembered while it is away. */
type Known = {
  migrations: MigrationState
  facts: ServiceFacts
  lastRescoreAt: string | null
  loops: { count: number; failing: string[]; overdue: string[] }
  /** Null until it was read once. */
  jobs: JobCounts | null
}

export type ServiceHealth = Omit<Known, 'loops'> & {
  at: Date
  diagnosis: Diagnosis | null
  pool: PoolStatus
  breaker: BreakerStatus
  worker: Worker
  background: Background | null
  liveStream: LiveStream
  redis: CacheStatus
}

export type HealthCheck = () => Promise<ServiceHealth>

/** Together with one diagnosis under 3 s, the bound for any answer while the database is down. */
const pingTimeoutMs = 1_200
/** Below the 3 s of R001: an orchestrator that asks often does not become a load. */
const trustedForMs = 2_000
/** The watch limits its attempts itself; what it finds is told at once. */
const troubleTrustedForMs = 300
/** One run that failed is tried again by itself; two in a row are a fault. */
const failuresThatCount = 2

const unknown: Known = {
  migrations: { status: 'unknown', pending: [] },
  facts: noFacts,
  lastRescoreAt: null,
  loops: { count: 0, failing: [], overdue: [] },
  jobs: null,
}

/** Makes the check of one server: any number of callers at once share one round trip (R001). */
export function createHealthCheck(sources: HealthSources): HealthCheck {
  let checked: { diagnosis: Diagnosis | null; until: number } | undefined
  let running: Promise<void> | undefined
  let known = unknown
  const migrationNames = ownMigrationNames()
  let changes = 0
  // What the watch has found out counts at once, not when a good answer of before has expired.
  sources.db.watch.onChange(() => {
    changes += 1
    checked = undefined
  })

  const check = async () => {
    const before = changes
    const diagnosis = await checkDatabase(sources)
    if (!diagnosis) known = await withinPing(readKnown(sources, migrationNames, known)).catch(() => known)
    const trustedMs = diagnosis ? troubleTrustedForMs : trustedForMs
    checked = { diagnosis, until: changes === before ? performance.now() + trustedMs : 0 }
  }
  return async () => {
    if (!checked || performance.now() >= checked.until) {
      running ??= check().finally(() => {
        running = undefined
      })
      await running
    }
    return reportOf(sources, known, checked?.diagnosis ?? null)
  }
}

async function checkDatabase({ config, db }: HealthSources): Promise<Diagnosis | null> {
  // One answer does not close the breaker: until a second one does, requests are still refused.
  if (db.watch.state === 'down') return (await db.watch.check()) ?? db.watch.diagnosis
  // pg would fill an empty URL with 127.0.0.1 and take `${{` for a host called "base".
  if (config.database.problem) return db.watch.check()
  try {
    await withinPing(pingDatabase(db, pingTimeoutMs))
    return null
  } catch (cause) {
    // The pool gave up although the database answers others: then the pool itself is the fault, unless it had
    // merely kept a dead connection, which it has dropped by now.
    const diagnosis = await db.watch.check()
    if (diagnosis) return diagnosis
    const { waiting, checked_in } = db.poolStatus()
    const type = classifyDatabaseError(cause, config.database)
    return (waiting > 0 && checked_in === 0) || type === 'pool_exhausted'
      ? { type: 'pool_exhausted', cause }
      : null
  }
}

/** Neither waiting for a free connection nor several statements are covered by the limit of a query. */
function withinPing<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {})
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const timer = setTimeout(() => reject(new Error('timeout expired')), pingTimeoutMs)
  work.then(resolve, reject).finally(() => clearTimeout(timer))
  return promise
}

/** Each part by itself: before the first migration there are no tables to read from. */
async function readKnown(
  { db, clock }: HealthSources,
  migrations: readonly string[],
  last: Known,
): Promise<Known> {
  const now = clock()
  const [state, facts, lastRescoreAt, loops, jobs] = await Promise.all([
    findMigrationState(db, migrations).catch(() => unknown.migrations),
    findServiceFacts(db).catch(() => last.facts),
    lastRescore(db).catch(() => last.lastRescoreAt),
    readLoops(db, now).catch(() => last.loops),
    countJobs(db).catch(() => last.jobs),
  ])
  return { migrations: state, facts, lastRescoreAt, loops, jobs }
}

async function readLoops(db: Database, now: Date): Promise<Known['loops']> {
  const rows = await listBackgroundLoops(db)
  const failing = rows.filter((row) => row.consecutive_failures >= failuresThatCount)
  return { count: rows.length, failing: failing.map(nameOf), overdue: overdueLoops(rows, now).map(nameOf) }
}

function nameOf({ name }: { name: string }): string {
  return name
}

function reportOf(sources: HealthSources, known: Known, diagnosis: Diagnosis | null): ServiceHealth {
  const { db, clock, worker } = sources
  const { loops, ...rest } = known
  const isLeader = sources.isLeader()
  const background: Background | null =
    isLeader === null
      ? null
      : {
          role: isLeader ? 'leader' : 'follower',
          loops: loops.count,
          failing: loops.failing,
          overdue: loops.overdue,
        }
  return {
    ...rest,
    at: clock(),
    diagnosis,
    pool: db.poolStatus(),
    breaker: db.breaker.status(),
    worker,
    background,
    liveStream: sources.liveStream(),
    redis: sources.redis(),
  }
}
