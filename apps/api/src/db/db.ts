import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import { type Breaker, createBreaker } from './breaker.ts'
import { CircuitOpenError } from './database-down-error.ts'
import { parseDatabaseUrl, type UrlProblem } from './database-url.ts'
import { createDatabaseWatch, type DatabaseWatch } from './database-watch.ts'
import type { PrismaClient } from './generated/client.ts'
import { openPool } from './open-pool.ts'
import { monitorPool } from './pool-monitor.ts'
import { type PoolStatus, poolStatus } from './pool-status.ts'
import { retryDeadlock } from './retry-deadlock.ts'
import { noScope, type Runner, runStatement, type Scope } from './run-statement.ts'
import { type Db, queryOf, type Sql, type Statement } from './sql.ts'
import { type StatementLog, StatementMeter, type StatementObserver } from './statement-meter.ts'
import { runTransaction } from './transaction.ts'

export type { Db } from './sql.ts'

/** The database outside transactions. `orm` and `sql` share one pool; which serves what is decision 006. */
export type Database = Db & {
  /** Loaded when it is first needed: it takes 30 MB and a tenth of a second that most processes never need. */
  orm(): Promise<PrismaClient>
  readonly pool: pg.Pool
  /** Runs `work` in one transaction; any throw rolls it back, and after a deadlock it runs again. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>
  /**
   * The same database for one request: when the signal aborts, waiting ends with its reason, and a statement that
   * runs is cancelled on the server. Slow statements are told to `log`, which knows the id of the request.
   */
  within(signal: AbortSignal, log?: StatementLog): Database
  readonly watch: DatabaseWatch
  readonly breaker: Breaker
  poolStatus(): PoolStatus
  /** Lowers or raises how many connections the pool may open; those that are open stay. */
  resizePool(size: number, overflow: number): void
  /** Hears of each statement from now on: name, duration, success. */
  observe(observer: StatementObserver): void
  close(): Promise<void>
}

export type DatabaseLog = StatementLog & { info(details: object, message: string): void }

export type PoolOptions = {
  url: string
  /** Connections at most: those that stay open and those that are opened under load. */
  max: number
  /** Connections that stay open; all of them unless it is said. */
  size?: number
  /** How long a caller waits for a connection. */
  timeoutMs?: number
  /** The age at which a connection is replaced. */
  recycleSeconds?: number
  slowQueryMs?: number
  log?: DatabaseLog
  /** What is wrong with the URL; found out from its text unless it is said. With one nothing is ever connected. */
  problem?: UrlProblem | null
  onIdleError: (error: Error) => void
}

const silent: DatabaseLog = { warn() {}, info() {} }

/** Opens the shared pool. Nothing is connected yet: the first query does that, and starts the watch. */
export function connect(options: PoolOptions): Database {
  const { log = silent, max, size = max } = options
  const database = parseDatabaseUrl(options.url, options.problem)
  const breaker = createBreaker()
  const meter = new StatementMeter(options.slowQueryMs ?? Number.POSITIVE_INFINITY, log)
  const pool = openPool({ ...options, url: database.url, size, log })
  const watch = createDatabaseWatch({ database, breaker, pool, log })
  const runner: Runner = { pool, breaker, meter }
  pool.refusal = () => (breaker.isOpen ? new CircuitOpenError('The database is away') : null)
  pool.onFirstUse = () => {
    pool.onFirstUse = undefined
    watch.start()
  }
  pool.onQuery = (query) => runStatement(runner, query, ormScope.getStore() ?? noScope)
  monitorPool(pool, log)
  return new Connected({ runner, watch, loading: { client: undefined } }, noScope)
}

/** Prisma hands no signal through to its statements, so theirs comes along beside it. */
const ormScope = new AsyncLocalStorage<Scope>()

type Core = {
  readonly runner: Runner
  readonly watch: DatabaseWatch
  readonly loading: { client: Promise<PrismaClient> | undefined }
}

/** One object for a request, with nothing of its own but its scope. */
class Connected implements Database {
  readonly #core: Core
  readonly #scope: Scope

  constructor(core: Core, scope: Scope) {
    this.#core = core
    this.#scope = scope
  }

  get pool(): pg.Pool {
    return this.#core.runner.pool
  }

  get watch(): DatabaseWatch {
    return this.#core.watch
  }

  get breaker(): Breaker {
    return this.#core.runner.breaker
  }

  /** Not a method: it is also handed on without its database. */
  readonly sql: Sql = async <Row>(statement: Statement<Row>, values?: readonly unknown[]) => {
    const result = await runStatement(this.#core.runner, queryOf(statement, values), this.#scope)
    return result.rows as Row[]
  }

  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    return retryDeadlock(() => runTransaction(this.#core.runner, work, this.#scope))
  }

  orm(): Promise<PrismaClient> {
    const { loading, runner } = this.#core
    if ((ormScope.getStore() ?? noScope) !== this.#scope) ormScope.enterWith(this.#scope)
    loading.client ??= loadPrisma(runner.pool)
    return loading.client
  }

  within(signal: AbortSignal, log?: StatementLog): Database {
    return new Connected(this.#core, { signal, log })
  }

  poolStatus(): PoolStatus {
    const { pool } = this.#core.runner
    const { size, idleCount, totalCount, out, waiting } = pool
    return poolStatus({ size, max: pool.options.max, idle: idleCount, total: totalCount, out, waiting })
  }

  resizePool(size: number, overflow: number): void {
    this.#core.runner.pool.resize(size, overflow)
  }

  observe(observer: StatementObserver): void {
    this.#core.runner.meter.observer = observer
  }

  async close(): Promise<void> {
    this.#core.watch.close()
    await (await this.#core.loading.client)?.$disconnect()
    await this.#core.runner.pool.end()
  }
}

async function loadPrisma(pool: pg.Pool): Promise<PrismaClient> {
  const [{ PrismaPg }, { PrismaClient }] = await Promise.all([
    import('@prisma/adapter-pg'),
    import('./generated/client.ts'),
  ])
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) })
}
