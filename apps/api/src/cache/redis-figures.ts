import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

export type CacheLog = { warn(details: object, message: string): void; info(message: string): void }

/** A figure as Redis had it, and the version of its group at that moment, under which a new one may be kept. */
export type Found = { version: string; text: string | null }

export type RedisFigures = {
  readonly isReady: boolean
  /** Null when Redis did not answer. */
  find(group: string, key: string): Promise<Found | null>
  keep(group: string, key: string, found: { version: string; text: string; ttlSeconds: number }): void
  /** Makes every figure of a group out of date, for all processes; false when Redis has not taken it. */
  bump(group: string): Promise<boolean>
  close(): void
}

type Options = {
  url: string
  /** Several deployments may share one Redis. */
  namespace: string
  log: CacheLog
  onUp: () => void
}

/** A request waits this long for Redis; then the figure is worked out instead. */
const commandTimeout = 250
const longestRetryMs = 5_000

/**
 * Each group has a version, a random word; a figure is kept with the version it was loaded under and counts while that
 * is still the group's. So a write costs one short command however many figures there are, and a figure that was being
 * loaded while something was written is never taken for a new one. Commands of one connection run in order: what this
 * process has written, it sees.
 */
export function createRedisFigures({ url, namespace, log, onUp }: Options): RedisFigures {
  let isReady = false
  let isTold = false
  let isClosed = false
  const lost = (error: Error) => {
    isReady = false
    if (isTold || isClosed) return
    isTold = true
    log.warn({ reason: reasonOf(error) }, 'Redis connection failed')
  }
  let redis: Redis | undefined
  open(url).then((opened) => {
    if (isClosed) return opened.disconnect()
    redis = opened
    opened.on('error', lost)
    opened.on('close', () => lost(new Error('the connection has ended')))
    opened.on('ready', () => {
      isReady = true
      isTold = false
      log.info('Redis connected')
      onUp()
    })
  }, lost)
  /** A Redis that does not answer is as good as none: the connection is made anew. */
  const fail = (error: Error) => {
    if (!isReady) return
    lost(error)
    redis?.disconnect(true)
  }
  const versionKey = (group: string) => `cache:${namespace}:version:${group}`
  const figureKey = (group: string, key: string) => `cache:${namespace}:figure:${group}:${key}`
  return {
    get isReady() {
      return isReady
    },
    async find(group, key) {
      if (!redis || !isReady) return null
      try {
        const [version, kept] = await redis.mget(versionKey(group), figureKey(group, key))
        return { version: version ?? '', text: textUnder(version ?? '', kept ?? null) }
      } catch (error) {
        fail(error as Error)
        return null
      }
    },
    keep(group, key, { version, text, ttlSeconds }) {
      if (!isReady) return
      redis?.set(figureKey(group, key), `${version} ${text}`, 'EX', ttlSeconds).catch(fail)
    },
    async bump(group) {
      if (!redis || !isReady) return false
      try {
        await redis.set(versionKey(group), randomUUID(), 'EX', 86_400)
        return true
      } catch (error) {
        fail(error as Error)
        return false
      }
    },
    close() {
      isClosed = true
      redis?.disconnect()
    },
  }
}

function textUnder(version: string, kept: string | null): string | null {
  return kept?.startsWith(`${version} `) ? kept.slice(version.length + 1) : null
}

/** The client is loaded here: most deployments have no Redis, and need not carry its 10 MB. */
async function open(url: string): Promise<Redis> {
  if (!/^rediss?:\/\/[^/]/.test(url) || !URL.canParse(url)) {
    throw new Error('REDIS_URL must be like redis://host:6379')
  }
  const { Redis } = await import('ioredis')
  return new Redis(url, {
    // Commands fail at once while there is no connection: nothing waits in a queue.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    commandTimeout,
    connectTimeout: 2_000,
    retryStrategy: (times) => Math.min(times * 250, longestRetryMs),
    connectionName: 'leadglass',
    // Every server since Redis 5 speaks it.
    protocol: 2,
  })
}

/** Never the address: it may carry a password. */
function reasonOf(error: Error & { code?: string }): string {
  return (
    error.code ?? (/^(WRONGPASS|NOAUTH|ERR|LOADING)\b/.exec(error.message)?.[0] || error.message.slice(0, 80))
  )
}
