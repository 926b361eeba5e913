import pg from 'pg'

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

export type ListenerOptions = { url: string; log: Log }

const firstDelayMs = 1_000
const longestDelayMs = 30_000
/** A connection that a proxy dropped silently shows only when something is asked of it. */
const probeEveryMs = 30_000

/** Its own connection, not one of the pool: it lives as long as the process. */
export function createListener({ url, log }: ListenerOptions): Listener {
  const channels = new Map<string, Set<Subscriber>>()
  const connected = new Set<() => void>()
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let delayMs = firstDelayMs
  let isClosed = false
  let isListening = false

  async function connect(): Promise<void> {
    const candidate = newClient(url)
    client = candidate
    candidate.on('notification', ({ channel, payload = '' }) => {
      for (const subscriber of channels.get(channel) ?? []) subscriber(payload)
    })
    // A failed connect reports an error and an end: only the first of them counts.
    candidate.on('error', (error) => lose(candidate, error))
    candidate.on('end', () => lose(candidate, new Error('the connection has ended')))
    try {
      await candidate.connect()
      for (const channel of channels.keys()) await candidate.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      return lose(candidate, error)
    }
    if (client !== candidate) return
    isListening = true
    delayMs = firstDelayMs
    probeLater(candidate)
    for (const subscriber of connected) subscriber()
  }

  function lose(lost: pg.Client, error: unknown): void {
    if (client !== lost || isClosed) return
    client = undefined
    isListening = false
    clearTimeout(timer)
    log.warn({ err: error, retryInMs: delayMs }, '[DB_LISTENER] connection lost')
    lost.end().catch(() => {})
    timer = setTimeout(() => void connect(), delayMs).unref()
    delayMs = Math.min(delayMs * 2, longestDelayMs)
  }

  function probeLater(probed: pg.Client): void {
    timer = setTimeout(() => {
      probed.query('select 1').then(
        () => client === probed && !isClosed && probeLater(probed),
        (error: unknown) => lose(probed, error),
      )
    }, probeEveryMs).unref()
  }

  return {
    on: (channel, subscriber) => {
      const subscribers = channels.get(channel) ?? new Set()
      channels.set(channel, subscribers.add(subscriber))
      return () => void subscribers.delete(subscriber)
    },
    onConnect: (subscriber) => {
      connected.add(subscriber)
      return () => void connected.delete(subscriber)
    },
    get isConnected() {
      return isListening
    },
    start: () => void connect(),
    async close() {
      isClosed = true
      isListening = false
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
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
