import pg from 'pg'
import { parseDatabaseUrl } from './database-url.ts'
import type { DatabaseWatch } from './database-watch.ts'

type Log = { warn(details: object, message: string): void }
type Subscriber = (payload: string) => void

/** The process's one connection that waits for NOTIFY; every channel shares it. */
export type Listener = {
  /** Calls back for each notice on the channel; returns how to stop that. Subscribe before `start`. */
  on(channel: string, subscriber: Subscriber): () => void
  /**
   * Calls back whenever listening has begun: notices of the time before are lost, so catch up now.
   * The first time counts as well.
   */
  onConnect(subscriber: () => void): () => void
  /** Whether notices arrive at this moment. */
  readonly isConnected: boolean
  /** Begins to connect and goes on trying; never throws, so that a start without a database succeeds. */
  start(): void
  close(): Promise<void>
}

export type ListenerOptions = {
  url: string
  log: Log
  /** Tells when a try is worth it. While the database is away there is none. */
  watch?: Pick<DatabaseWatch, 'state' | 'onChange' | 'check'>
}

const firstDelayMs = 1_000
const longestDelayMs = 30_000
/** A connection that a proxy dropped silently shows only when something is asked of it. */
const probeEveryMs = 30_000
const probeMs = 3_000

/** Its own connection, not one of the pool: it lives as long as the process. */
export function createListener(options: ListenerOptions): Listener {
  return new OwnConnection(options)
}

class OwnConnection implements Listener {
  isConnected = false
  readonly #options: ListenerOptions
  readonly #channels = new Map<string, Set<Subscriber>>()
  readonly #connected = new Set<() => void>()
  #client: pg.Client | undefined
  #timer: NodeJS.Timeout | undefined
  #delayMs = firstDelayMs
  #isClosed = false
  #forget: (() => void) | undefined

  constructor(options: ListenerOptions) {
    this.#options = options
  }

  on(channel: string, subscriber: Subscriber): () => void {
    const subscribers = this.#channels.get(channel) ?? new Set()
    this.#channels.set(channel, subscribers.add(subscriber))
    return () => void subscribers.delete(subscriber)
  }

  onConnect(subscriber: () => void): () => void {
    this.#connected.add(subscriber)
    return () => void this.#connected.delete(subscriber)
  }

  start(): void {
    // pg would throw, or take an empty URL for 127.0.0.1 and a reference for a host called "base".
    if (parseDatabaseUrl(this.#options.url).problem) return
    this.#forget = this.#options.watch?.onChange(({ state }) => {
      if (state === 'up') this.#comeBack()
    })
    void this.#connect()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.isConnected = false
    this.#forget?.()
    clearTimeout(this.#timer)
    await this.#client?.end().catch(() => {})
  }

  async #connect(): Promise<void> {
    if (this.#isClosed || this.#client || this.#options.watch?.state === 'down') return
    const candidate = newClient(this.#options.url)
    this.#client = candidate
    candidate.on('notification', ({ channel, payload = '' }) => {
      for (const subscriber of this.#channels.get(channel) ?? []) subscriber(payload)
    })
    // A failed connect reports an error and an end: only the first of them counts.
    candidate.on('error', (error) => this.#lose(candidate, error))
    candidate.on('end', () => this.#lose(candidate, new Error('the connection has ended')))
    try {
      await candidate.connect()
      for (const channel of this.#channels.keys())
        await candidate.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      return this.#lose(candidate, error)
    }
    if (this.#client !== candidate || this.#isClosed) return
    this.isConnected = true
    this.#delayMs = firstDelayMs
    this.#probeLater(candidate)
    for (const subscriber of this.#connected) subscriber()
  }

  /** The outage is over: what was waited for is done now, and a connection of before has to prove itself. */
  #comeBack(): void {
    clearTimeout(this.#timer)
    this.#delayMs = firstDelayMs
    if (!this.#client) void this.#connect()
    else if (this.isConnected) this.#probe(this.#client)
  }

  #lose(lost: pg.Client, error: unknown): void {
    if (this.#client !== lost || this.#isClosed) return
    this.#client = undefined
    this.isConnected = false
    clearTimeout(this.#timer)
    this.#options.log.warn({ err: error, retryInMs: this.#delayMs }, '[DB_LISTENER] connection lost')
    lost.end().catch(() => {})
    // Perhaps it is not this connection alone.
    void this.#options.watch?.check()
    this.#timer = setTimeout(() => void this.#connect(), this.#delayMs).unref()
    this.#delayMs = Math.min(this.#delayMs * 2, longestDelayMs)
  }

  #probeLater(probed: pg.Client): void {
    this.#timer = setTimeout(() => this.#probe(probed), probeEveryMs).unref()
  }

  #probe(probed: pg.Client): void {
    const query: { text: string; query_timeout: number } = { text: 'select 1', query_timeout: probeMs }
    probed.query(query).then(
      () => this.#client === probed && !this.#isClosed && this.#probeLater(probed),
      (error: unknown) => this.#lose(probed, error),
    )
  }
}

function newClient(connectionString: string): pg.Client {
  return new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'leadglass-listener',
  })
}
