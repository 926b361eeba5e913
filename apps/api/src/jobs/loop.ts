import type { Context } from '../context.ts'
import type { Database } from '../db/db.ts'

/** What a run has to work with. `db` refuses from the moment on which `signal` aborts. */
export type LoopJob = {
  readonly db: Database
  readonly clock: () => Date
  readonly log: Context['log']
  /** Aborts when the process ends, when another instance takes the loop over, or when the run lasts too long. */
  readonly signal: AbortSignal
}

/** The counts of a run, as the system page shows them. */
export type LoopResult = Record<string, number>

/** Work that is done again and again without a request. */
export type Loop = {
  readonly name: string
  readonly everySeconds: number
  /** Runs in one process of the whole deployment (R143); otherwise each process runs its own. */
  readonly leaderOnly: boolean
  /** A run that lasts longer is aborted and counts as failed; 10 minutes unless the loop says otherwise. */
  readonly maxSeconds?: number
  /**
   * Two runs at once do no harm, and a run that is cut off is made good by the next (decision 013). A connection error
   * that is thrown counts as one of the database: wrap those of other services.
   */
  run(job: LoopJob): Promise<LoopResult>
}

/** How a loop is doing in this process. Where it does not run here, only its name and rhythm are known. */
export type LoopStatus = {
  name: string
  every_seconds: number
  running: boolean
  last_run_at: string | null
  last_success_at: string | null
  last_duration_ms: number | null
  last_error: string | null
  next_run_at: string | null
  consecutive_failures: number
  runs: number
  failures: number
}
