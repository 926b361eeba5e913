import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { databaseFault } from '../db/db-errors.ts'
import type { DatabaseTrouble } from './database-trouble.ts'
import type { LeaderLock } from './leader-lock-repository.ts'
import type { Outlook } from './outlook.ts'
import type { Term } from './run-once.ts'

/**
 * Times of the leader's lease (decision 013). What makes two leaders impossible: `settleMs` > `provenMs`, so a
 * predecessor that cannot be reached has stopped by its own clock before its successor begins; and `silenceMs` >
 * `provenMs`, so the server frees the lock of a silent leader only after it has given up.
 */
export type LeaderTimes = {
  /** How often the leader asks whether it still holds the lock, and the others whether it is free. */
  lookMs: number
  /** How long one answer counts, from the moment of the question. */
  provenMs: number
  /** How long a new leader waits before it begins. */
  settleMs: number
  /** When the server ends the session of a leader that does not ask. */
  silenceMs: number
}

export const leaderTimes: LeaderTimes = { lookMs: 1_500, provenMs: 5_000, settleMs: 6_000, silenceMs: 15_000 }

export type LeadershipOptions = {
  openLock(): Promise<LeaderLock>
  times: LeaderTimes
  trouble: DatabaseTrouble
  log: Context['log']
  outlook: Outlook
  /** Leads until the term is over. */
  lead(term: Term): Promise<void>
  /** Somebody else leads. */
  onFollow(): void
}

export type Leadership = { readonly isLeader: boolean; run(stopping: AbortSignal): Promise<void> }

const longestPauseMs = 60_000
const tries = 5

/** Stands for leader for as long as the process runs (R143). */
export function createLeadership(options: LeadershipOptions): Leadership {
  const { times, trouble, log, outlook } = options
  let isLeader = false

  async function run(stopping: AbortSignal): Promise<void> {
    for (let crashes = 0; !stopping.aborted; ) {
      try {
        await stand(stopping)
        crashes = 0
      } catch (error) {
        if (stopping.aborted) return
        if (databaseFault(error) === 'unavailable') {
          await trouble.pause(error, (trouble.failures % tries) + 1, stopping)
          continue
        }
        crashes += 1
        log.error({ err: error }, '[THREAD_CRASH] name=leader')
        await outlook.pause(Math.min(1_000 * 2 ** crashes, longestPauseMs), stopping)
      }
    }
  }

  /** One connection: follows on it until the lock is free, then leads until that cannot be proven. */
  async function stand(stopping: AbortSignal): Promise<void> {
    const lock = await options.openLock()
    try {
      let askedAt = performance.now()
      while (!(await lock.take())) {
        trouble.recover()
        options.onFollow()
        await sleep(times.lookMs, undefined, { signal: stopping, ref: false })
        askedAt = performance.now()
      }
      trouble.recover()
      await serve(lock, askedAt, stopping)
    } finally {
      await lock.close()
    }
  }

  async function serve(lock: LeaderLock, askedAt: number, stopping: AbortSignal): Promise<void> {
    const lease = holdLease(lock, { askedAt, times, stopping })
    try {
      await sleep(times.settleMs, undefined, { signal: lease.signal, ref: false }).catch(() => {})
      if (lease.signal.reason instanceof LockGone) throw lease.signal.reason
      if (lease.signal.aborted) return
      isLeader = true
      log.info('[LOOPS] this process leads')
      await options.lead(lease)
    } finally {
      if (isLeader) log.info({ reason: String(lease.signal.reason) }, '[LOOPS] this process leads no longer')
      isLeader = false
      lease.end()
    }
  }

  return {
    get isLeader() {
      return isLeader
    },
    run,
  }
}

type Lease = Term & { end(): void }

/** Proves again and again that the lock is held; ends as soon as the last proof is too old. */
function holdLease(
  lock: LeaderLock,
  { askedAt, times, stopping }: { askedAt: number; times: LeaderTimes; stopping: AbortSignal },
): Lease {
  const ending = new AbortController()
  const signal = AbortSignal.any([stopping, ending.signal])
  const lose = (reason: string) => ending.abort(new LeadershipLost(reason))
  let provenAt = askedAt
  let expiry: NodeJS.Timeout
  const expire = () => {
    clearTimeout(expiry)
    expiry = setTimeout(() => lose('no answer'), Math.max(0, provenAt + times.provenMs - performance.now()))
  }
  let looking: NodeJS.Timeout
  const look = async () => {
    const at = performance.now()
    if (!(await lock.holds())) return ending.abort(new LockGone(lockGone))
    if (signal.aborted) return
    provenAt = at
    expire()
    lookLater()
  }
  const lookLater = () => {
    looking = setTimeout(() => void look().catch((error: Error) => lose(error.message)), times.lookMs)
  }
  expire()
  lookLater()
  lock.onLost((error) => lose(error.message))
  return {
    signal,
    check() {
      signal.throwIfAborted()
      if (performance.now() - provenAt >= times.provenMs)
        throw new LeadershipLost('the last proof is too old')
    },
    end() {
      clearTimeout(expiry)
      clearTimeout(looking)
      lose('given up')
    },
  }
}

const lockGone =
  'The lock is not on the connection that took it: DATABASE_URL leads through a pooler that shares connections ' +
  'between transactions. Loops need one that keeps sessions.'

class LockGone extends Error {
  override name = 'LockGone'
}

/** This process may no longer run what only the leader runs. */
export class LeadershipLost extends Error {
  override name = 'LeadershipLost'
}
