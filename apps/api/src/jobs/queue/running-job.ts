import type { JobKind } from '@leadglass/contracts/jobs.ts'
import type { Context } from '../../context.ts'
import type { Database } from '../../db/db.ts'

/** A job that somebody asked for, as its handler sees it. */
export type RunningJob = {
  readonly id: string
  readonly input: Record<string, unknown>
  readonly requestedById: string | null
  /** Refuses from the moment on which `signal` aborts. */
  readonly db: Database
  /** For threads, which open connections of their own. */
  readonly databaseUrl: string
  clock(): Date
  readonly log: Context['log']
  /** Aborts when the process ends, when somebody cancels the job, or when another process has taken it over. */
  readonly signal: AbortSignal
  /** Tells how far it is: 0 to 1, and what it is doing, in words. */
  progress(fraction: number, stage: string): void
}

/**
 * Does the work and answers its result. It may be run again after a process died, an outage or a deployment, so a
 * second run does no harm. An `AppError` is final; after any other error it is tried again.
 */
export type JobHandler = (job: RunningJob) => Promise<Record<string, unknown> | null>

export type JobHandlers = Readonly<Partial<Record<JobKind, JobHandler>>>
