import { createBell } from '../bell.ts'
import { createDatabaseTrouble } from '../database-trouble.ts'
import { outlookOf } from '../outlook.ts'
import { retryWhileDown } from '../retry-while-down.ts'
import { isAway, type JobTimes, jobTimes } from './job-claim.ts'
import { type ClaimedJob, claimJob, reviveJobs } from './job-claim-repository.ts'
import { heavyKinds, lightKinds } from './job-kinds.ts'
import { type JobSurroundings, runJob } from './run-job.ts'

/** Runs the background jobs of this process (decision 022). */
export type JobRunner = {
  /** Call it once the database is prepared. */
  start(): void
  /** Aborts what runs and gives it back, so that another process goes on with it. */
  stop(): Promise<void>
  /** There may be work. */
  wake(): void
  /** Ends a job that runs here: somebody cancelled it. */
  cancel(id: string): void
}

export type RunnerOptions = Omit<JobSurroundings, 'times'> & {
  times?: Partial<JobTimes>
  onDown?: (op: string) => void
}

const crashPauseMs = 2_000
const longestCrashPauseMs = 60_000
/** How often a job may take its process with it. */
const maxDeaths = 5

export function createJobRunner(options: RunnerOptions): JobRunner {
  const stopping = new AbortController()
  const running = new Map<string, { lose(): void }>()
  const around = { ...options, times: { ...jobTimes, ...options.times } }
  const lanes = [
    createLane({
      around,
      running,
      stopping: stopping.signal,
      kinds: heavyKinds,
      oneAtATime: true,
      tells: true,
    }),
    createLane({
      around,
      running,
      stopping: stopping.signal,
      kinds: lightKinds,
      oneAtATime: false,
      tells: false,
    }),
  ]
  let living: Promise<unknown> = Promise.resolve()
  return {
    start() {
      if (!stopping.signal.aborted) living = Promise.all(lanes.map((lane) => lane.live()))
    },
    async stop() {
      stopping.abort(new Error('The process ends'))
      await living
    },
    wake() {
      for (const lane of lanes) lane.wake()
    },
    cancel: (id) => running.get(id)?.lose(),
  }
}

type LaneOptions = {
  around: JobSurroundings & Pick<RunnerOptions, 'onDown'>
  running: Map<string, { lose(): void }>
  stopping: AbortSignal
  kinds: Parameters<typeof claimJob>[1]['kinds']
  oneAtATime: boolean
  /** One lane tells of an outage: the others meet the same one. */
  tells: boolean
}

/** One job after another, of kinds that do not wait for those of other lanes. */
function createLane({ around, running, stopping, kinds, oneAtATime, tells }: LaneOptions) {
  const { db, clock, log, times, onDown = () => {} } = around
  const outlook = outlookOf(db)
  const trouble = createDatabaseTrouble({
    op: 'jobs',
    log: tells ? log : log.child({}, { level: 'error' }),
    outlook,
    onDown: tells ? onDown : () => {},
    capMs: 30_000,
  })
  const bell = createBell()
  let isCalled = false
  let troubledAt = performance.now()

  async function live(): Promise<void> {
    for (let crashes = 0; !stopping.aborted; ) {
      try {
        await turn()
        crashes = 0
      } catch (error) {
        if (stopping.aborted) return
        // Not a job: what runs them.
        log.error({ err: error }, '[THREAD_CRASH] name=jobs')
        await outlook.pause(Math.min(crashPauseMs * 2 ** crashes, longestCrashPauseMs), stopping)
        crashes += 1
      }
    }
  }

  /** One job, or a wait. */
  async function turn(): Promise<void> {
    isCalled = false
    const job = await insist(look)
    if (job) return run(job)
    if (!isCalled && !stopping.aborted) await bell.wait(times.pollMs, stopping)
  }

  async function look(): Promise<ClaimedJob | null> {
    // After an outage every runner was silent: those that live get the time to say so.
    if (performance.now() - troubledAt > times.leaseMs) {
      for (const dead of await reviveJobs(db, times.leaseMs, maxDeaths))
        log.warn({ job: dead.id }, `[JOB] ${dead.kind}: the process that ran it ended; now ${dead.status}`)
    }
    return claimJob(db, { kinds, oneAtATime, dueAt: clock() })
  }

  async function run(job: ClaimedJob): Promise<void> {
    const outcome = await runJob(job, around, stopping, (claim) => running.set(job.id, claim))
    running.delete(job.id)
    if (outcome.away) await trouble.pause(outcome.away, (trouble.failures % 5) + 1, stopping)
    // The process ends: one try has to do. Otherwise the lease of the job runs out by itself.
    if (stopping.aborted) return void (await outcome.write().catch(() => {}))
    await insist(outcome.write)
  }

  /** Does it once the database is there (R030); null when the process ends before that. */
  async function insist<T>(work: () => Promise<T>): Promise<T | null> {
    const options = { fallback: isDown, signal: stopping, log, outlook, trouble }
    while (!stopping.aborted) {
      const result = await retryWhileDown('jobs', () => work().catch(notice), options)
      if (result !== isDown) return result as T
    }
    return null
  }

  function notice(error: unknown): never {
    if (isAway(error)) troubledAt = performance.now()
    throw error
  }

  return {
    live,
    wake() {
      isCalled = true
      bell.ring()
    },
  }
}

const isDown = Symbol('the database is away')
