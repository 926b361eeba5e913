import type { Context } from '../context.ts'
import type { Database } from '../db/db.ts'
import { databaseFault } from '../db/db-errors.ts'
import { insertBackgroundLoop, setBackgroundLoopRun } from './background-loop-repository.ts'
import type { Loop, LoopResult, LoopStatus } from './loop.ts'

/** What is known of a loop's runs: in memory, and for everybody in `background_loops` (R142). */
export type LoopRecord = {
  readonly status: LoopStatus
  /** Reads what earlier runs left; answers when the last success was. Unreadable counts as never. */
  open(): Promise<Date | null>
  succeed(run: { at: Date; durationMs: number; result: LoopResult }): void
  fail(run: { at: Date; durationMs: number; error: string }): void
  /** Writes the row. Where the database is away again, the next time writes for this one as well. */
  save(nextRunAt: Date): Promise<void>
}

export type RecordOptions = { db: Database; log: Context['log']; instance: string }

export function createLoopRecord(loop: Loop, { db, log, instance }: RecordOptions): LoopRecord {
  const { name, everySeconds } = loop
  const status = emptyStatus(loop)
  const saved = { runs: 0, failures: 0 }
  let lastResult: LoopResult | null = null

  async function write(nextRunAt: Date): Promise<void> {
    const { runs, failures } = status
    await setBackgroundLoopRun(db, {
      name,
      everySeconds,
      instance,
      ranAt: status.last_run_at,
      succeededAt: status.last_success_at,
      durationMs: status.last_duration_ms,
      result: lastResult,
      error: status.last_error,
      nextRunAt,
      consecutiveFailures: status.consecutive_failures,
      runs: runs - saved.runs,
      failures: failures - saved.failures,
    })
    Object.assign(saved, { runs, failures })
  }

  return {
    status,
    async open() {
      try {
        const row = await insertBackgroundLoop(db, { name, everySeconds, instance })
        status.consecutive_failures = row?.consecutive_failures ?? 0
        return row?.last_success_at ? new Date(row.last_success_at) : null
      } catch {
        // The run that follows meets the same fault, and tells of it.
        return null
      }
    },
    succeed({ at, durationMs, result }) {
      lastResult = result
      status.runs += 1
      status.consecutive_failures = 0
      status.last_success_at = new Date(at.getTime() + durationMs).toISOString()
      Object.assign(status, { last_run_at: at.toISOString(), last_duration_ms: durationMs, last_error: null })
    },
    fail({ at, durationMs, error }) {
      status.runs += 1
      status.failures += 1
      status.consecutive_failures += 1
      Object.assign(status, {
        last_run_at: at.toISOString(),
        last_duration_ms: durationMs,
        last_error: error,
      })
    },
    async save(nextRunAt) {
      status.next_run_at = nextRunAt.toISOString()
      try {
        await write(nextRunAt)
      } catch (error) {
        if (databaseFault(error) !== 'unavailable') log.error({ err: error }, `[LOOP] ${name} has no record`)
      }
    },
  }
}

function emptyStatus({ name, everySeconds }: Loop): LoopStatus {
  return {
    name,
    every_seconds: everySeconds,
    running: false,
    last_run_at: null,
    last_success_at: null,
    last_duration_ms: null,
    last_error: null,
    next_run_at: null,
    consecutive_failures: 0,
    runs: 0,
    failures: 0,
  }
}
