import type { Context } from '../context.ts'
import type { Database } from '../db/db.ts'
import { createBell } from './bell.ts'
import { createDatabaseTrouble } from './database-trouble.ts'
import type { Loop, LoopResult, LoopStatus } from './loop.ts'
import { createLoopRecord } from './loop-record.ts'
import type { Outlook } from './outlook.ts'
import { retryWhileDown } from './retry-while-down.ts'
import { runOnce, type Term } from './run-once.ts'
import { tellError } from './tell-error.ts'

export type Supervision = {
  readonly db: Database
  readonly clock: () => Date
  readonly log: Context['log']
  /** Who runs: host and process. */
  readonly instance: string
  readonly outlook: Outlook
  onRun(name: string, ok: boolean): void
  onDown(op: string): void
}

export type SupervisedLoop = {
  readonly loop: Loop
  /** Runs the loop whenever it is due, until the term is over; never throws (R141). */
  live(term: Term): Promise<void>
  runNow(): void
  /** Another instance has the loop now. */
  handOver(): void
  readonly status: LoopStatus
}

type Outcome =
  | { kind: 'done'; result: LoopResult }
  | { kind: 'away' }
  | { kind: 'crashed'; error: unknown }
  | { kind: 'over' }

const firstPauseMs = 2_000

export function superviseLoop(loop: Loop, around: Supervision): SupervisedLoop {
  const { clock, log } = around
  const everyMs = loop.everySeconds * 1_000
  const record = createLoopRecord(loop, around)
  const { status } = record
  const bell = createBell()
  const attempt = attempts(loop, around)
  let crashes = 0
  let isLiving = false
  let isCalled = false

  async function live(term: Term): Promise<void> {
    isLiving = true
    const lastSuccess = await record.open()
    // Its row was read: the outage that an earlier term has told of is over, and the next run may be hours away.
    if (lastSuccess) attempt.recover()
    let dueAt = loop.leaderOnly && lastSuccess ? lastSuccess.getTime() + everyMs : 0
    while (!term.signal.aborted) {
      status.next_run_at = new Date(Math.max(dueAt, clock().getTime())).toISOString()
      // No more than one interval: a last success in the future is that of a clock which is wrong.
      const untilDue = Math.min(dueAt - clock().getTime(), everyMs)
      if (!isCalled && untilDue > 0) await bell.wait(untilDue, term.signal)
      if (term.signal.aborted) break
      isCalled = false
      dueAt = await run(term).catch(crash)
    }
    isLiving = false
    status.next_run_at = null
  }

  /** Answers when the loop is due again. */
  async function run(term: Term): Promise<number> {
    const at = clock()
    const started = performance.now()
    status.running = true
    const outcome = await attempt.once(term)
    status.running = false
    const took = { at, durationMs: Math.round(performance.now() - started) }
    if (outcome.kind === 'over') return at.getTime()
    around.onRun(loop.name, outcome.kind === 'done')
    crashes = outcome.kind === 'crashed' ? crashes + 1 : 0
    if (outcome.kind === 'done') {
      record.succeed({ ...took, result: outcome.result })
      // What each process does several times a minute is no news.
      const level = loop.leaderOnly ? 'info' : 'debug'
      log[level]({ loop: loop.name, ...outcome.result, ms: took.durationMs }, `[LOOP] ${loop.name} done`)
    } else
      record.fail({ ...took, error: outcome.kind === 'away' ? attempt.reason() : tellError(outcome.error) })
    const dueAt = nextAt(outcome, at)
    await record.save(new Date(dueAt))
    return dueAt
  }

  /** What fails here is not the work but its supervision, which has to go on all the same. */
  function crash(error: unknown): number {
    log.error({ err: error, loop: loop.name }, `[THREAD_CRASH] name=${loop.name}`)
    return clock().getTime() + firstPauseMs
  }

  function nextAt(outcome: Outcome, at: Date): number {
    // The tries have waited already.
    if (outcome.kind === 'away') return clock().getTime()
    if (outcome.kind === 'done') return at.getTime() + everyMs
    return clock().getTime() + Math.min(firstPauseMs * 2 ** (crashes - 1), Math.max(everyMs, firstPauseMs))
  }

  return {
    loop,
    status,
    live,
    handOver: attempt.recover,
    runNow() {
      if (!isLiving) return
      isCalled = true
      bell.ring()
    },
  }
}

const isAway = Symbol('the database stayed away')

/** The tries of one loop, with what it says of a database that is away. */
function attempts(loop: Loop, { db, clock, log, outlook, onDown }: Supervision) {
  const { name } = loop
  let reason = ''
  const remembering: Outlook = {
    ...outlook,
    async reasonOf(error) {
      reason = await outlook.reasonOf(error)
      return reason
    },
  }
  const trouble = createDatabaseTrouble({ op: name, log, outlook: remembering, onDown })

  async function once(term: Term): Promise<Outcome> {
    try {
      const result = await retryWhileDown(name, () => runOnce(loop, { db, clock, log }, term), {
        fallback: isAway,
        signal: term.signal,
        log,
        outlook,
        trouble,
      })
      if (result !== isAway) return { kind: 'done', result: result as LoopResult }
      return term.signal.aborted ? { kind: 'over' } : { kind: 'away' }
    } catch (error) {
      if (term.signal.aborted) return { kind: 'over' }
      log.error({ err: error, loop: name }, `[THREAD_CRASH] name=${name}`)
      return { kind: 'crashed', error }
    }
  }
  return { once, reason: () => reason, recover: () => trouble.recover() }
}
