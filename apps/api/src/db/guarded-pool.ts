import net from 'node:net'
import pg from 'pg'
import { type Hand, PoolWaiter } from './pool-waiter.ts'

// Node gives each address of a name 250 ms, which a slow route that works does not meet (nodejs/node#54359).
net.setDefaultAutoSelectFamilyAttemptTimeout(2_000)

type Client = pg.PoolClient & { lastUsedAt?: number }

export type GuardedPoolOptions = pg.PoolConfig & {
  max: number
  /** Connections that stay open; up to `max` are opened under load and end when they are idle. */
  size: number
  /** How long a caller waits for a connection. */
  waitMs: number
}

/** A connection that nobody used for so long is asked for a sign of life before it is handed out (pre-ping, R026). */
const trustedForMs = 500
const pingMs = 1_000

/**
 * The one way to a connection, for our SQL, for Prisma and for migrations: refuses while the database is away, ends
 * every wait when it goes away, and hands out no dead connection. The waiting line is ours, not pg-pool's, which
 * lets nobody leave it.
 */
export class GuardedPool extends pg.Pool {
  size: number
  readonly #waitMs: number
  /** Why nobody gets a connection now; set by connect(). */
  refusal: () => Error | null = () => null
  onFirstUse: (() => void) | undefined
  onLent: ((out: number) => void) | undefined
  /** Runs the statements of those who ask the pool itself, as Prisma does. */
  onQuery: ((query: pg.QueryConfig) => Promise<pg.QueryResult>) | undefined
  /** When the database last gave a sign of life, and since when somebody waits for it. */
  lastHeardAt = 0
  #busySince = 0
  #out = 0
  readonly #line = new Set<PoolWaiter>()
  /** Those for whom a connection is being opened or asked. */
  readonly #served = new Set<PoolWaiter>()
  readonly #lent = new Set<Client>()
  #suspectBefore = 0

  constructor({ size, waitMs, ...options }: GuardedPoolOptions) {
    super({ ...options, min: size })
    this.size = size
    this.#waitMs = waitMs
    // An unexpected end is reported by the statement that meets it; without a listener it would end the process.
    this.on('connect', (client) => {
      this.lastHeardAt = performance.now()
      client.on('error', () => {})
    })
  }

  get out(): number {
    return this.#out
  }

  /** The connections in use. */
  get lent(): Iterable<pg.ClientBase> {
    return this.#lent
  }

  get waiting(): number {
    return this.#line.size
  }

  /** Hands a connection to `hand`, which gives it back with `client.release()`. */
  lend(hand: Hand, signal?: AbortSignal): void {
    this.onFirstUse?.()
    const refusal = signal?.aborted ? signal.reason : this.refusal()
    if (refusal) {
      hand(refusal)
      return
    }
    if (this.#out === 0 && this.#line.size === 0) this.#busySince = performance.now()
    const waiter = new PoolWaiter(hand, signal)
    if (this.#out < this.options.max && this.#line.size === 0) {
      this.#serve(waiter)
      return
    }
    this.#line.add(waiter)
    waiter.wait(() => this.#line.delete(waiter))
    waiter.expire(this.#waitMs)
  }

  lease(signal?: AbortSignal): Promise<pg.PoolClient> {
    return new Promise((resolve, reject) => {
      this.lend((error, client) => (client ? resolve(client) : reject(error)), signal)
    })
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | undefined {
    if (!callback) return this.lease()
    this.lend((error, client) => callback(error, client, client ? client.release : () => {}))
    return undefined
  }

  /** Its overloads are those of pg's pool, as whose type callers know it. */
  override query(...given: unknown[]): never {
    const [first, values] = given as [string | pg.QueryConfig | pg.Submittable, unknown]
    const isPlain = typeof first === 'string' || !('submit' in first)
    if (!this.onQuery || !isPlain || given.some((each) => typeof each === 'function')) {
      return super.query(...(given as [string])) as never
    }
    const config = typeof first === 'string' ? { text: first } : first
    return this.onQuery(values ? { ...config, values: values as unknown[] } : config) as never
  }

  /** What is open stays; what is beyond the new measure ends when it is idle. */
  resize(size: number, overflow: number): void {
    this.size = size
    this.options.min = size
    this.options.max = size + overflow
    this.#serveNext()
  }

  override end(): Promise<void>
  override end(callback: () => void): void
  override end(callback?: () => void): Promise<void> | undefined {
    this.refuseWaiters(new Error('Cannot use a pool after calling end on the pool'))
    if (!callback) return super.end()
    super.end(callback)
    return undefined
  }

  /** True when somebody has been waiting for `ms` and the database gave no sign of life meanwhile. */
  isStalled(ms: number): boolean {
    if (this.#out === 0 && this.#line.size === 0) return false
    return performance.now() - Math.max(this.lastHeardAt, this.#busySince) >= ms
  }

  /** Asks an idle connection for a sign of life. False when there is none to ask. */
  askIdle(ms: number): Promise<boolean> {
    if (this.idleCount === 0 || this.ending || this.#out >= this.options.max) return Promise.resolve(false)
    return new Promise((resolve) => {
      this.#open((_error, client) => {
        if (!client) return resolve(false)
        this.#ask(client, ms, (error) => {
          client.release(error)
          resolve(!error)
        })
      })
    })
  }

  /** The database went away: whoever waits is told so now. */
  refuseWaiters(error: Error): void {
    for (const waiter of [...this.#line, ...this.#served]) waiter.settle(error)
  }

  /** The server is silent: ends the statements that wait for it, and trusts no connection of this time again. */
  cut(): void {
    this.#suspectBefore = performance.now()
    for (const client of this.#lent) streamOf(client).destroy()
  }

  #serve(waiter: PoolWaiter): void {
    // With an idle connection at hand it takes one turn of the event loop.
    if (this.idleCount === 0) this.#attend(waiter)
    this.#open((error, client) => {
      if (!client) return waiter.settle(error)
      const unusedMs = client.lastUsedAt === undefined ? 0 : performance.now() - client.lastUsedAt
      if (waiter.isSettled) client.release()
      else if (unusedMs < trustedForMs) waiter.settle(undefined, client)
      else this.#checkFirst(client, waiter)
    })
  }

  #attend(waiter: PoolWaiter): void {
    this.#served.add(waiter)
    waiter.wait(() => this.#served.delete(waiter))
  }

  #checkFirst(client: Client, waiter: PoolWaiter): void {
    this.#attend(waiter)
    // One that fell silent is seldom alone: those that have been unused as long are dropped without being asked.
    if ((client.lastUsedAt ?? 0) < this.#suspectBefore) {
      this.#replace(client, waiter)
      return
    }
    this.#ask(client, pingMs, (error) => {
      if (error) {
        this.#suspectBefore = performance.now() - trustedForMs
        this.#replace(client, waiter, error)
      } else if (waiter.isSettled) client.release()
      else waiter.settle(undefined, client)
    })
  }

  #replace(client: Client, waiter: PoolWaiter, error: Error | true = true): void {
    client.release(error)
    const refusal = this.refusal()
    if (refusal) waiter.settle(refusal)
    if (!waiter.isSettled) this.#serve(waiter)
  }

  #ask(client: Client, ms: number, answer: (error: Error | undefined) => void): void {
    // `query_timeout` is read from here before the pool's own, though its types do not say so.
    const query: pg.QueryConfig & { query_timeout: number } = { text: 'select 1', query_timeout: ms }
    client.query(query, (error: Error | undefined) => {
      if (!error) this.lastHeardAt = performance.now()
      answer(error ?? undefined)
    })
  }

  /** A connection from pg's pool: one that is idle, or a new one. */
  #open(take: (error: Error | undefined, client?: Client) => void): void {
    this.#out += 1
    super.connect((error, client) => {
      if (!client) {
        this.#out -= 1
        take(error)
        return this.#serveNext()
      }
      this.#lent.add(client)
      client.release = this.#takingBack(client, client.release)
      this.onLent?.(this.#out)
      take(undefined, client)
    })
  }

  #takingBack(client: Client, release: pg.PoolClient['release']): pg.PoolClient['release'] {
    return (error) => {
      // A connection that is left inside a transaction is of no use to the next one.
      const isInside = 'TE'.includes(client.getTransactionStatus() ?? '-')
      // A statement that the server refused has done its connection no harm.
      release((isRefusal(error) ? undefined : error) ?? isInside)
      client.lastUsedAt = performance.now()
      this.#lent.delete(client)
      this.#out -= 1
      this.#serveNext()
    }
  }

  #serveNext(): void {
    if (this.#line.size === 0 || this.#out >= this.options.max || this.ending) return
    const [waiter] = this.#line
    if (!waiter) return
    this.#line.delete(waiter)
    waiter.stopExpiring()
    waiter.wait(() => {})
    this.#serve(waiter)
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity === 'ERROR'
}

/** The socket under a connection, which pg's types leave out. */
export function streamOf(client: pg.ClientBase): net.Socket {
  return (client as unknown as { connection: { stream: net.Socket } }).connection.stream
}
