import type { Context } from '../../context.ts'
import type { Database } from '../../db/db.ts'
import { guardedDatabase } from '../../db/guarded-database.ts'
import { AppError } from '../../errors.ts'
import { tellError } from '../tell-error.ts'
import { ClaimLost, holdClaim, isAway, type JobClaim, type JobTimes, JobTooLong } from './job-claim.ts'
import {
  type ClaimedJob,
  setJobFailed,
  setJobQueuedAgain,
  setJobReleased,
  setJobSucceeded,
} from './job-claim-repository.ts'
import { attemptsOf, pauseBeforeRetry } from './job-kinds.ts'
import type { JobHandlers } from './running-job.ts'

/** What every job of a process runs with. */
export type JobSurroundings = {
  readonly db: Database
  readonly databaseUrl: string
  readonly clock: () => Date
  readonly log: Context['log']
  readonly handlers: JobHandlers
  readonly times: JobTimes
}

/** What came of a run. `write` tells the database, for as long as the claim holds. */
export type JobOutcome = {
  kind: 'succeeded' | 'failed' | 'retried' | 'released' | 'lost'
  /** The database was away: it is not the job's fault. */
  away?: unknown
  write(): Promise<void>
}

/** How long a handler may take to end after its signal; then nobody waits for it any longer. */
const graceMs = 5_000

/** Runs a claimed job once; never throws. `onClaim` gets what ends it early. */
export async function runJob(
  job: ClaimedJob,
  around: JobSurroundings,
  ending: AbortSignal,
  onClaim: (claim: { lose(): void }) => void = () => {},
): Promise<JobOutcome> {
  const { db, log, times } = around
  const startedAt = performance.now()
  const claim = holdClaim(job, { db, times, ending })
  onClaim(claim)
  const told = { job: job.id, kind: job.kind, attempt: job.attempts }
  log.info(told, `[JOB] ${job.kind} begins`)
  try {
    const result = await withGrace(handle(job, around, claim), claim.signal)
    if (claim.signal.aborted) return endedEarly(job, around, claim.signal.reason)
    log.info({ ...told, ms: Math.round(performance.now() - startedAt) }, `[JOB] ${job.kind} done`)
    return { kind: 'succeeded', write: () => setJobSucceeded(db, job, result) }
  } catch (error) {
    if (claim.signal.aborted) return endedEarly(job, around, claim.signal.reason)
    if (isAway(error)) return { kind: 'released', away: error, write: () => setJobReleased(db, job) }
    return failed(job, around, error)
  } finally {
    claim.end()
  }
}

async function handle(job: ClaimedJob, around: JobSurroundings, claim: JobClaim) {
  const { db, databaseUrl, clock, log, handlers } = around
  const { signal, check, progress } = claim
  const handler = handlers[job.kind]
  if (!handler) throw new AppError('internal', `This server cannot run jobs of the kind ${job.kind}`)
  return handler({
    id: job.id,
    input: job.input,
    requestedById: job.requested_by_id,
    db: guardedDatabase(db.within(signal), check),
    databaseUrl,
    clock,
    log: log.child({ job: job.id, kind: job.kind }),
    signal,
    progress,
  })
}

function endedEarly(job: ClaimedJob, around: JobSurroundings, reason: unknown): JobOutcome {
  if (reason instanceof ClaimLost) {
    around.log.info({ job: job.id }, `[JOB] ${job.kind} stopped: cancelled, or another process has it`)
    return { kind: 'lost', write: async () => {} }
  }
  if (reason instanceof JobTooLong) return failed(job, around, reason)
  around.log.info({ job: job.id }, `[JOB] ${job.kind} stopped: it begins again later`)
  return { kind: 'released', write: () => setJobReleased(around.db, job) }
}

function failed(job: ClaimedJob, { db, log }: JobSurroundings, error: unknown): JobOutcome {
  const told = { err: error, job: job.id, kind: job.kind, attempt: job.attempts }
  if (error instanceof AppError) {
    log.warn(told, `[JOB] ${job.kind} failed`)
    return { kind: 'failed', write: () => setJobFailed(db, job, error.message) }
  }
  // The first line of it, without hosts and addresses; the log has the rest.
  const message = tellError(error)
  log.error(told, `[THREAD_CRASH] name=job.${job.kind}`)
  // A job that took the longest time once would hold its lane for as long again.
  if (error instanceof JobTooLong || job.attempts >= attemptsOf(job.kind))
    return { kind: 'failed', write: () => setJobFailed(db, job, message) }
  const pauseMs = pauseBeforeRetry(job.kind, job.attempts)
  return { kind: 'retried', write: () => setJobQueuedAgain(db, job, { error: message, pauseMs }) }
}

/** A handler that does not listen to its signal cannot hold its lane for ever. */
function withGrace<T>(running: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    const begin = () => {
      timer = setTimeout(() => reject(signal.reason), graceMs)
    }
    if (signal.aborted) begin()
    else signal.addEventListener('abort', begin, { once: true })
    running.then(resolve, reject).finally(() => {
      clearTimeout(timer)
      signal.removeEventListener('abort', begin)
    })
  })
}
