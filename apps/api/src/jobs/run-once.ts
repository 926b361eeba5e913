import { guardedDatabase } from '../db/guarded-database.ts'
import type { Loop, LoopJob, LoopResult } from './loop.ts'

/** How long a run may take to end after its signal; then nobody waits for it any longer. */
const graceMs = 5_000
const defaultMaxSeconds = 600

/** A run was aborted because it lasted too long. */
export class RunTooLong extends Error {
  override name = 'RunTooLong'
}

/** The time in which a loop may run: while the process lives, or while it leads. */
export type Term = {
  readonly signal: AbortSignal
  /** Throws once the term is over, by the clock, whether or not the signal has noticed. */
  check(): void
}

/** Runs a loop once, within its term and its longest time; then its database refuses. */
export async function runOnce(loop: Loop, job: Omit<LoopJob, 'signal'>, term: Term): Promise<LoopResult> {
  const limit = new AbortController()
  const maxSeconds = loop.maxSeconds ?? defaultMaxSeconds
  const tooLong = () => limit.abort(new RunTooLong(`The run did not end within ${maxSeconds} s`))
  const timer = setTimeout(tooLong, maxSeconds * 1_000).unref()
  const signal = AbortSignal.any([term.signal, limit.signal])
  const check = () => {
    signal.throwIfAborted()
    term.check()
  }
  try {
    const running = loop.run({ ...job, db: guardedDatabase(job.db.within(signal), check), signal })
    const result = await Promise.race([running, abandoned(running, signal)])
    // Work that stops early when it is told to returns as if it were done.
    check()
    return result
  } finally {
    clearTimeout(timer)
  }
}

/** Throws some time after the abort, so that a run which does not listen cannot hold its loop for ever. */
function abandoned(running: Promise<unknown>, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    const begin = () => {
      timer = setTimeout(() => reject(signal.reason), graceMs).unref()
    }
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', begin)
    }
    if (signal.aborted) begin()
    else signal.addEventListener('abort', begin)
    running.then(end, end)
  })
}
