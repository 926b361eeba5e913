import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { Breaker } from './breaker.ts'
import { classifyDatabaseError, type DatabaseErrorType } from './classify-database-error.ts'
import { DatabaseDownError } from './database-down-error.ts'
import type { DatabaseUrl } from './database-url.ts'
import { type Diagnosis, diagnoseDatabase } from './diagnose-database.ts'
import type { GuardedPool } from './guarded-pool.ts'
import { LostConnections } from './lost-connections.ts'

export type DatabaseChange = {
  state: 'up' | 'down'
  at: Date
  /** Why it is down; null when it is up. */
  diagnosis: Diagnosis | null
  /** When the outage began, of which this is the beginning or the end; null at the first sign of life. */
  downSince: Date | null
}

/** Knows whether the database is there, and finds out by itself when that changes (R024, decision 012). */
export type DatabaseWatch = {
  readonly state: 'unknown' | 'up' | 'down'
  /** When the present state began. */
  readonly since: Date
  /** Why it is down. */
  readonly diagnosis: Diagnosis | null
  /**
   * One diagnosing attempt on a connection of its own; shared by all who ask at once, and at most one a second
   * however often it is asked.
   */
  check(): Promise<Diagnosis | null>
  onChange(listener: (change: DatabaseChange) => void): () => void
  /** The result of each regular look, every 5 s: for uptime. */
  onSample(listener: (ok: boolean) => void): () => void
  /** Sleeps `ms`, wakes early when the database comes back or the signal aborts; never rejects. */
  pause(ms: number, signal: AbortSignal): Promise<void>
  /** The first use of the database starts it as well. */
  start(): void
  close(): void
}

export type WatchOptions = {
  database: DatabaseUrl
  breaker: Breaker
  pool: GuardedPool
  log: { warn(details: object, message: string): void; info(details: object, message: string): void }
}

const tickMs = 200
const sampleEveryMs = 5_000
const tryEveryMs = 1_000
/** A trial that succeeds is confirmed soon: two in a row close the breaker. */
const confirmAfterMs = 250
/** So long may work wait for a database that gives no sign of life. With the look that follows it stays below 3 s. */
const stalledMs = 800
/** A living connection of the pool answers sooner; then nothing has to be opened. */
const headStartMs = 150
const askIdleMs = 1_000
/** A process that is this late for its own clock cannot blame the database for an answer that it did not read. */
const lateMs = 400
const lateLooks = 3
/** Signs that a server is there and only keeps us from opening more: no reason to cut what runs. */
const answering: ReadonlySet<DatabaseErrorType> = new Set([
  'too_many_connections',
  'authentication_failed',
  'database_missing',
  'endpoint_disabled',
  'tls_error',
])

export function createDatabaseWatch(options: WatchOptions): DatabaseWatch {
  return new Watch(options)
}

class Watch implements DatabaseWatch {
  state: DatabaseWatch['state'] = 'unknown'
  since = new Date()
  diagnosis: Diagnosis | null = null
  readonly #options: WatchOptions
  readonly #lost: LostConnections
  readonly #changed = new Set<(change: DatabaseChange) => void>()
  readonly #sampled = new Set<(ok: boolean) => void>()
  #timer: NodeJS.Timeout | undefined
  #isClosed = false
  #looking: Promise<boolean> | undefined
  #trying: Promise<Diagnosis | null> | undefined
  #lastTry: { at: number; diagnosis: Diagnosis | null } | undefined
  #nextTrialAt = 0
  #sampledAt = performance.now()
  #tickedAt = performance.now()
  #wasLateAt = 0

  constructor(options: WatchOptions) {
    this.#options = options
    this.#lost = new LostConnections(options.pool, options.database.url)
    options.breaker.onOpen((error) => {
      if (this.state !== 'down') this.#goDown(this.#explain(error))
    })
    options.breaker.onFailure(() => void this.#lookAgain())
    // An idle connection was cut.
    options.pool.on('error', () => void this.#lookAgain())
  }

  start(): void {
    if (this.#timer || this.#isClosed) return
    this.#timer = setInterval(() => this.#tick(), tickMs).unref()
    const { problem } = this.#options.database
    if (problem) this.#goDown({ type: problem, cause: null })
    else void this.#look()
  }

  close(): void {
    this.#isClosed = true
    clearInterval(this.#timer)
  }

  check(): Promise<Diagnosis | null> {
    const { problem } = this.#options.database
    if (problem) return Promise.resolve({ type: problem, cause: null })
    if (this.#trying) return this.#trying
    if (this.#lastTry && performance.now() - this.#lastTry.at < tryEveryMs) {
      return Promise.resolve(this.#lastTry.diagnosis)
    }
    return this.#try()
  }

  onChange(listener: (change: DatabaseChange) => void): () => void {
    this.#changed.add(listener)
    return () => void this.#changed.delete(listener)
  }

  onSample(listener: (ok: boolean) => void): () => void {
    this.#sampled.add(listener)
    return () => void this.#sampled.delete(listener)
  }

  pause(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        forget()
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      const forget = this.onChange(({ state }) => state === 'up' && wake())
      signal.addEventListener('abort', wake, { once: true })
    })
  }

  #tick(): void {
    const now = performance.now()
    if (now - this.#tickedAt > tickMs + lateMs) this.#wasLateAt = now
    this.#tickedAt = now
    if (now - this.#sampledAt >= sampleEveryMs) void this.#sample(now)
    if (this.state !== 'down') {
      if (this.#options.pool.isStalled(stalledMs)) void this.#look()
      else void this.#lost.drop(now)
    } else if (now >= this.#nextTrialAt && !this.#trying && !this.#options.database.problem) void this.#try()
  }

  async #sample(now: number): Promise<void> {
    const quietSince = this.#sampledAt
    this.#sampledAt = now
    const isUp =
      this.state !== 'down' && (this.#options.pool.lastHeardAt >= quietSince || (await this.#look()))
    for (const listener of this.#sampled) listener(isUp)
  }

  /** True when the database gives a sign of life. Every caller at once shares one look. */
  #look(): Promise<boolean> {
    this.#looking ??= this.#lookNow().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  /** A look that is under way may have seen the database before it failed. */
  async #lookAgain(): Promise<void> {
    await this.#looking
    if (this.state !== 'down' && !this.#isClosed) await this.#look()
  }

  async #lookNow(): Promise<boolean> {
    for (let looks = 1; ; looks++) {
      const startedAt = performance.now()
      const diagnosis = await this.#lookOnce()
      if (this.state === 'down' || this.#isClosed) return false
      if (!diagnosis) {
        this.#goUp()
        return true
      }
      const wasLate = this.#wasLateSince(startedAt)
      // A connection that is cut on the way is no outage if the next one is not.
      const wasCut = diagnosis.type === 'server_restarting' && looks === 1
      if (wasCut || (wasLate && looks < lateLooks)) continue
      this.#goDown(diagnosis)
      if (!wasLate) this.#cutWhereSilent(diagnosis)
      return false
    }
  }

  /** Why there was no sign of life; null when there was one. */
  async #lookOnce(): Promise<Diagnosis | null> {
    const { pool } = this.#options
    const startedAt = performance.now()
    const answered = pool.askIdle(askIdleMs)
    const soon = await Promise.race([answered, sleep(headStartMs, false)])
    const diagnosis = soon ? null : await this.#diagnose()
    // What has arrived while this process was busy elsewhere counts first.
    await nextTurn()
    const isBusy = diagnosis?.type === 'too_many_connections' && pool.totalCount > 0
    if (!diagnosis || isBusy) pool.lastHeardAt = performance.now()
    // Statements were answered while this attempt failed, and none waits for its answer now.
    const isHeard = pool.lastHeardAt > startedAt && !pool.isStalled(stalledMs)
    return isHeard ? null : diagnosis
  }

  #wasLateSince(startedAt: number): boolean {
    return this.#wasLateAt > startedAt || performance.now() - this.#tickedAt > tickMs + lateMs
  }

  /** What failed a moment ago need not be tried again; what succeeded may have changed. */
  #diagnose(): Promise<Diagnosis | null> {
    const { diagnosis, at } = this.#lastTry ?? { diagnosis: null, at: 0 }
    const isSure = diagnosis && diagnosis.type !== 'server_restarting' && !this.#wasLateSince(at)
    return isSure ? this.check() : (this.#trying ?? this.#try())
  }

  #try(): Promise<Diagnosis | null> {
    this.#trying = this.#tryNow().finally(() => {
      this.#trying = undefined
    })
    return this.#trying
  }

  async #tryNow(): Promise<Diagnosis | null> {
    const { breaker, database } = this.#options
    const startedAt = performance.now()
    const wasDown = this.state === 'down'
    let diagnosis: Diagnosis | null = null
    const attempt = async () => {
      diagnosis = await diagnoseDatabase(database)
      if (diagnosis) throw diagnosis.cause ?? new DatabaseDownError(diagnosis.type)
    }
    await (wasDown ? breaker.trial(attempt) : attempt()).catch(() => {})
    this.#lastTry = { at: startedAt, diagnosis }
    if (wasDown) this.#afterTrial(diagnosis, startedAt)
    // Whoever asked, a failure while all seemed well is a reason to look.
    else if (diagnosis && !this.#looking) queueMicrotask(() => void this.#look())
    return diagnosis
  }

  #afterTrial(diagnosis: Diagnosis | null, startedAt: number): void {
    if (this.#isClosed || this.state !== 'down') return
    this.#nextTrialAt = diagnosis ? startedAt + tryEveryMs : performance.now() + confirmAfterMs
    if (!this.#options.breaker.isOpen) this.#goUp()
    if (!diagnosis) return
    this.diagnosis = diagnosis
    if (!this.#wasLateSince(startedAt)) this.#cutWhereSilent(diagnosis)
  }

  #cutWhereSilent({ type }: Diagnosis): void {
    if (!answering.has(type)) this.#options.pool.cut()
  }

  #explain(error: unknown): Diagnosis {
    return { type: classifyDatabaseError(error, this.#options.database), cause: error }
  }

  #goDown(diagnosis: Diagnosis): void {
    if (this.state === 'down' || this.#isClosed) return
    const [{ breaker, pool, log }, { type, step, cause }] = [this.#options, diagnosis]
    this.state = 'down'
    this.since = new Date()
    this.diagnosis = diagnosis
    this.#nextTrialAt = 0
    breaker.trip(cause)
    pool.refuseWaiters(new DatabaseDownError('The database went away while a connection was waited for'))
    log.warn({ type, step, err: cause ?? undefined }, '[DB_WATCH] database is down')
    this.#tell({ state: 'down', at: this.since, diagnosis, downSince: this.since })
  }

  #goUp(): void {
    if (this.state === 'up') return
    const downSince = this.state === 'down' ? this.since : null
    this.state = 'up'
    this.since = new Date()
    this.diagnosis = null
    if (downSince) {
      const seconds = Math.round((this.since.getTime() - downSince.getTime()) / 100) / 10
      this.#options.log.info({ downSeconds: seconds }, '[DB_WATCH] database is back')
    }
    this.#tell({ state: 'up', at: this.since, diagnosis: null, downSince })
  }

  #tell(change: DatabaseChange): void {
    for (const listener of [...this.#changed]) listener(change)
  }
}
