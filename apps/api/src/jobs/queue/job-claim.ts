import type { Database } from '../../db/db.ts'
import { databaseFault } from '../../db/db-errors.ts'
import { type ClaimedJob, setJobHeartbeat } from './job-claim-repository.ts'

/** A job of this process: while its signs of life are answered, nobody else takes it. */
export type JobClaim = {
  /** Aborts when the claim is lost, the job cancelled or too long, or the process ends. */
  readonly signal: AbortSignal
  /** Throws once the claim is over, by the clock, whether or not the signal has noticed. */
  check(): void
  progress(fraction: number, stage: string): void
  end(): void
}

export type JobTimes = {
  /** How often a runner gives a sign of life, and at most how often it tells of progress. */
  beatMs: number
  tellMs: number
  /** A runner that is silent for so long is dead. */
  leaseMs: number
  /** How often a runner looks for work without being called. */
  pollMs: number
  /** The longest that a job may take. */
  longestMs: number
}

export const jobTimes: JobTimes = {
  beatMs: 5_000,
  tellMs: 1_000,
  leaseMs: 20_000,
  pollMs: 10_000,
  longestMs: 60 * 60_000,
}

/** Somebody cancelled the job, or another process has taken it over: nothing of it is written any more. */
export class ClaimLost extends Error {
  override name = 'ClaimLost'
}

export class JobTooLong extends Error {
  override name = 'JobTooLong'
}

/** No sign of life was answered for so long that another process may have the job. */
class ClaimUnproven extends Error {
  override name = 'ClaimUnproven'
  readonly code = 'DATABASE_DOWN'
}

type Holding = { db: Database; times: JobTimes; ending: AbortSignal }

/** Gives signs of life for a job until its end. */
export function holdClaim(job: ClaimedJob, { db, times, ending }: Holding): JobClaim & { lose(): void } {
  const over = new AbortController()
  const signal = AbortSignal.any([ending, over.signal])
  const state = { fraction: 0, stage: null as string | null }
  let provenAt = performance.now()
  let isNews = false
  const tooLong = setTimeout(
    () => over.abort(new JobTooLong(`The job did not end within ${times.longestMs / 60_000} min`)),
    times.longestMs,
  ).unref()
  const lose = () => over.abort(new ClaimLost('The job was cancelled, or another process has it'))

  async function beat(): Promise<void> {
    const at = performance.now()
    isNews = false
    if (await setJobHeartbeat(db, job, state)) provenAt = at
    else lose()
  }
  async function live(): Promise<void> {
    while (!signal.aborted) {
      await db.watch.pause(times.tellMs, signal)
      const isDue = isNews || performance.now() - provenAt >= times.beatMs
      // A database that is away answers nobody: the next beat proves the claim, or tells that it is lost.
      if (isDue && !signal.aborted) await beat().catch(() => {})
    }
  }
  void live()

  return {
    signal,
    lose,
    check() {
      signal.throwIfAborted()
      if (performance.now() - provenAt >= times.leaseMs)
        throw new ClaimUnproven('The claim of the job is not proven')
    },
    progress(fraction, stage) {
      state.fraction = Math.min(1, Math.max(0, fraction))
      state.stage = stage
      isNews = true
    },
    end() {
      clearTimeout(tooLong)
      over.abort(new Error('The job is over'))
    },
  }
}

/** Nothing is wrong with the job: the database was away, and it is to run again. */
export function isAway(error: unknown): boolean {
  return databaseFault(error) === 'unavailable'
}
