import { hostname } from 'node:os'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/db.ts'
import { retrainWhenDue } from '../learning/retrain-when-due.ts'
import { deleteBackgroundLoopsExcept } from './background-loop-repository.ts'
import { createDatabaseTrouble } from './database-trouble.ts'
import { forgetOldRows, forgetRateLimits } from './forget-old-rows.ts'
import { judgeClosed } from './judge-closed.ts'
import { openLeaderLock } from './leader-lock-repository.ts'
import { createLeadership, type LeaderTimes, leaderTimes } from './leadership.ts'
import type { Loop, LoopStatus } from './loop.ts'
import { outlookOf } from './outlook.ts'
import { publishScheduled } from './publish-scheduled.ts'
import { findLeftBehind, rescoreDecayed } from './rescore-decayed.ts'
import type { Term } from './run-once.ts'
import { type SupervisedLoop, superviseLoop } from './supervised-loop.ts'

const hour = 3_600

/** Everything that runs without a request: how often, and whether once in the deployment or in each process. */
function listLoops(config: LoopsOptions['config']): Loop[] {
  return [
    // A day old score is at most 5 % off with the shortest half-life of the presets (14 days); six hours, 1 %.
    {
      name: 'score_decay',
      everySeconds: 6 * hour,
      leaderOnly: true,
      maxSeconds: hour,
      run: rescoreDecayed(config.database.url),
    },
    // A net under the rescore after a publish.
    { name: 'rescore_left_behind', everySeconds: hour / 6, leaderOnly: true, run: findLeftBehind },
    {
      name: 'retention',
      everySeconds: 24 * hour,
      leaderOnly: true,
      run: forgetOldRows(config.retentionDays),
    },
    { name: 'publish_scheduled', everySeconds: 30, leaderOnly: true, run: publishScheduled },
    { name: 'retrain', everySeconds: hour, leaderOnly: true, run: retrainWhenDue },
    // A net for what a closing, an import or a publication should have asked for.
    { name: 'judge_outcomes', everySeconds: hour / 6, leaderOnly: true, run: judgeClosed },
    { name: 'rate_limit_sweep', everySeconds: hour / 6, leaderOnly: true, run: forgetRateLimits },
  ]
}

/** The background loops of this process. */
export type Loops = {
  /** Call it once the database is prepared. */
  start(): void
  /** Aborts what runs, waits for its end and gives the lead away. */
  stop(): Promise<void>
  status(): LoopStatus[]
  /** Runs a loop of this process at once: another process that leads hears it through `loop_run`. */
  runNow(name: string): void
  readonly isLeader: boolean
  /** Host and process, as in `background_loops.instance`. */
  readonly instance: string
}

export type LoopsOptions = {
  db: Database
  clock: () => Date
  log: Context['log']
  config: Pick<Config, 'database' | 'retentionDays'>
  /** Loops that need more than the database, e.g. the counters of this process. */
  more?: readonly Loop[]
  times?: LeaderTimes
  onRun?: (name: string, ok: boolean) => void
  onDown?: (op: string) => void
}

/** Makes the loops of this process; nothing runs before `start`. */
export function createLoops(options: LoopsOptions): Loops {
  const { db, clock, log, config, times = leaderTimes, onRun = () => {}, onDown = () => {} } = options
  const instance = `${hostname()}:${process.pid}`
  const outlook = outlookOf(db)
  const all = [...listLoops(config), ...(options.more ?? [])].map((loop) =>
    superviseLoop(loop, { db, clock, log, instance, outlook, onRun, onDown }),
  )
  const led = all.filter(({ loop }) => loop.leaderOnly)
  const stopping = new AbortController()
  const leadership = createLeadership({
    times,
    log,
    outlook,
    trouble: createDatabaseTrouble({ op: 'leader', log, outlook, onDown }),
    openLock: () =>
      openLeaderLock({
        url: config.database.url,
        answerMs: times.provenMs - 1_000,
        silenceMs: times.silenceMs,
      }),
    lead: async (term) => {
      await deleteBackgroundLoopsExcept(
        db,
        all.map(({ loop }) => loop.name),
      ).catch(() => {})
      await Promise.all(led.map((loop) => loop.live(term)))
    },
    onFollow: () => {
      for (const loop of led) loop.handOver()
    },
  })
  let running: Promise<unknown> = Promise.resolve()
  return {
    instance,
    start() {
      if (stopping.signal.aborted) return
      log.info({ loops: all.map(describe) }, `[STARTUP] loops: ${all.map(describe).join(', ')}`)
      running = Promise.all([
        leadership.run(stopping.signal),
        ...all.filter((one) => !led.includes(one)).map((one) => one.live(forEver(stopping.signal))),
      ])
    },
    async stop() {
      stopping.abort(new Error('The process ends'))
      await running
    },
    status: () => all.map(({ status }) => ({ ...status })),
    runNow: (name) => all.find(({ loop }) => loop.name === name)?.runNow(),
    get isLeader() {
      return leadership.isLeader
    },
  }
}

/** The term of a loop that every process runs. */
function forEver(signal: AbortSignal): Term {
  return { signal, check: () => signal.throwIfAborted() }
}

function describe({ loop }: SupervisedLoop): string {
  return `${loop.name} every ${loop.everySeconds} s`
}
