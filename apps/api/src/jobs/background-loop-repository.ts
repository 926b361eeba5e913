import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

export type BackgroundLoopRow = {
  name: string
  every_seconds: number
  instance: string | null
  last_run_at: string | null
  last_success_at: string | null
  last_duration_ms: number | null
  last_result: Record<string, number> | null
  last_error: string | null
  next_run_at: string | null
  consecutive_failures: number
  runs: number
  failures: number
}

const columns = `name, every_seconds, instance, last_run_at, last_success_at, last_duration_ms, last_result,
  last_error, next_run_at, consecutive_failures, runs, failures`

const listing = statement<BackgroundLoopRow>(
  'list_background_loops',
  `select ${columns} from background_loops order by name`,
)

export function listBackgroundLoopRows(db: Db): Promise<BackgroundLoopRow[]> {
  return db.sql(listing)
}

const finding = statement<BackgroundLoopRow>(
  'find_background_loop',
  `select ${columns} from background_loops where name = $1`,
)

export async function findBackgroundLoop(db: Db, name: string): Promise<BackgroundLoopRow | null> {
  const [row] = await db.sql(finding, [name])
  return row ?? null
}

const registration = statement<BackgroundLoopRow>(
  'insert_background_loop',
  `insert into background_loops (name, every_seconds, instance) values ($1, $2, $3)
   on conflict (name) do update set every_seconds = $2, instance = $3
   returning ${columns}`,
)

/** Names who runs a loop from now on; answers what is known of its runs so far. */
export async function insertBackgroundLoop(
  db: Db,
  loop: { name: string; everySeconds: number; instance: string },
): Promise<BackgroundLoopRow | null> {
  const [row] = await db.sql(registration, [loop.name, loop.everySeconds, loop.instance])
  return row ?? null
}

export type LoopRun = {
  name: string
  everySeconds: number
  instance: string
  ranAt: string | null
  succeededAt: string | null
  durationMs: number | null
  result: Record<string, number> | null
  error: string | null
  nextRunAt: Date
  consecutiveFailures: number
  /** Runs since the last time that a row could be written. */
  runs: number
  failures: number
}

const saving = statement<never>(
  'set_background_loop_run',
  `insert into background_loops as known (${columns})
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
   on conflict (name) do update set
     every_seconds = $2, instance = $3, last_run_at = $4, last_success_at = coalesce($5, known.last_success_at),
     last_duration_ms = $6, last_result = coalesce($7, known.last_result), last_error = $8, next_run_at = $9,
     consecutive_failures = $10, runs = known.runs + $11, failures = known.failures + $12`,
)

export async function setBackgroundLoopRun(db: Db, run: LoopRun): Promise<void> {
  await db.sql(saving, [
    run.name,
    run.everySeconds,
    run.instance,
    run.ranAt,
    run.succeededAt,
    run.durationMs,
    run.result === null ? null : JSON.stringify(run.result),
    run.error,
    run.nextRunAt,
    run.consecutiveFailures,
    run.runs,
    run.failures,
  ])
}

const forgetting = statement<never>(
  'delete_background_loops_except',
  'delete from background_loops where name <> all ($1::text[])',
)

/** A loop that no longer exists would look overdue for ever. */
export async function deleteBackgroundLoopsExcept(db: Db, names: readonly string[]): Promise<void> {
  await db.sql(forgetting, [names])
}

const asking = statement<never>('notify_loop_run', `select pg_notify('loop_run', $1)`)

export async function notifyLoopRun(db: Db, name: string): Promise<void> {
  await db.sql(asking, [name])
}
