import type { PoolClient, QueryResult } from 'pg'
import { isOutage } from './is-outage.ts'
import { wasCut } from './retry-read.ts'
import { askMeasured, type Runner, type Scope } from './run-statement.ts'
import { type Db, queryOf, type Sql, type Statement } from './sql.ts'

const beginTries = 3
/** A rollback on a living connection takes no time; on a dead one the server does it by itself. */
const rollbackMs = 2_000

/** Runs `work` in one transaction; any throw, and the signal's abort, rolls it back. */
export async function runTransaction<T>(
  runner: Runner,
  work: (tx: Db) => Promise<T>,
  scope: Scope,
): Promise<T> {
  try {
    const session = new Session(runner, await begin(runner, scope), scope)
    const result = await session.run(work)
    runner.breaker.succeeded()
    return result
  } catch (error) {
    if (isOutage(error)) runner.breaker.failed(error)
    throw error
  }
}

/** Nothing has been sent before `begin` is answered, so a connection that turns out to be cut is replaced (R026). */
async function begin({ pool }: Runner, { signal }: Scope): Promise<PoolClient> {
  for (let tries = 1; ; tries++) {
    const client = await pool.lease(signal)
    try {
      await client.query('begin')
      return client
    } catch (error) {
      client.release(error as Error)
      if (tries === beginTries || !wasCut(error)) throw error
    }
  }
}

class Session {
  readonly #runner: Runner
  readonly #client: PoolClient
  readonly #scope: Scope
  #isOver = false
  /** Settles when the connection has nothing to do: true when it cannot be used again. */
  #busy: Promise<boolean> = Promise.resolve(false)

  constructor(runner: Runner, client: PoolClient, scope: Scope) {
    this.#runner = runner
    this.#client = client
    this.#scope = scope
  }

  async run<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    const { signal } = this.#scope
    try {
      const result = await untilAborted(work({ sql: this.#sql }), signal)
      this.#isOver = true
      signal?.throwIfAborted()
      // From here on the outcome is the server's: a deadline no longer interferes.
      const { command } = await this.#client.query('commit')
      // PostgreSQL answers so, without an error, where a statement failed and the work went on all the same.
      if (command !== 'COMMIT')
        throw new Error('The transaction was rolled back: one of its statements failed')
      this.#client.release()
      return result
    } catch (error) {
      this.#isOver = true
      await this.#rollBack()
      throw error
    }
  }

  #sql: Sql = <Row>(statement: Statement<Row>, values?: readonly unknown[]) => {
    const { signal } = this.#scope
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (this.#isOver) return Promise.reject(new Error('This transaction is over'))
    return new Promise<Row[]>((resolve, reject) => {
      const { promise, resolve: free } = Promise.withResolvers<boolean>()
      this.#busy = promise
      askMeasured(this.#runner, this.#client, {
        query: queryOf(statement, values),
        scope: this.#scope,
        answer: (error: unknown, result?: QueryResult) =>
          result ? resolve(result.rows as Row[]) : reject(error),
        free: (broken) => free(broken === true),
      })
    })
  }

  async #rollBack(): Promise<void> {
    if (await this.#busy) return this.#client.release(true)
    const query: { text: string; query_timeout: number } = { text: 'rollback', query_timeout: rollbackMs }
    await this.#client.query(query).then(
      () => this.#client.release(),
      () => this.#client.release(true),
    )
  }
}

/** The outcome of the work, or the reason of the signal when that comes first. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
    if (signal.aborted) onAbort()
  })
}
