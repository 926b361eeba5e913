import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { createFlights } from './flights.ts'
import type { Notices } from './notices.ts'
import { type CacheLog, createRedisFigures } from './redis-figures.ts'

export type CacheStatus = 'not_configured' | 'connected' | 'disconnected'

/** Figures that are worked out once however many ask: in Redis where there is one, else in this process (015). */
export type Cache = {
  status(): CacheStatus
  /**
   * The figure of that key, worked out by `load` where it is not known. The key begins with its group, as in
   * `leads:counts`. A failure is not kept. What JSON cannot say is lost on the way.
   */
  getOrLoad<T>(key: `${string}:${string}`, ttlSeconds: number, load: () => Promise<T>): Promise<T>
  /** Makes every figure of a group out of date: at once for this process, within moments for the others. */
  invalidate(group: string): void
  close(): void
}

export type CacheOptions = {
  url: string | undefined
  /** Names the deployment: processes of one share their figures. */
  namespace: string
  log: CacheLog
  notices?: Notices
}

const mostFigures = 1_000

export function createCache({ url, namespace, log, notices }: CacheOptions): Cache {
  const memory = new LRUCache<string, { generation: number; text: string }>({ max: mostFigures })
  const generations = new Map<string, number>()
  const untold = new Set<string>()
  const flights = createFlights()
  const generationOf = (group: string) => generations.get(group) ?? 0
  const redis =
    url === undefined
      ? null
      : createRedisFigures({
          url,
          namespace: createHash('sha256').update(namespace).digest('hex').slice(0, 8),
          log,
          onUp: comeBack,
        })

  /** What was written while Redis was away is news to it, and what this process has kept may be old by now. */
  function comeBack(): void {
    const groups = [...untold]
    untold.clear()
    for (const group of groups) void tell(group)
    memory.clear()
  }
  /** Through Redis; where it does not take it, to the other processes now and to Redis when it is back. */
  async function tell(group: string): Promise<void> {
    if (redis?.isReady && (await redis.bump(group))) return
    untold.add(group)
    notices?.tell(group)
  }
  function forget(group: string): void {
    generations.set(group, generationOf(group) + 1)
  }
  notices?.onNotice((group) => {
    if (group !== null) forget(group)
    else for (const known of generations.keys()) forget(known)
  })

  async function find(group: string, key: string) {
    const found = await redis?.find(group, key)
    if (found) return found
    const kept = memory.get(key)
    return { version: null, text: kept?.generation === generationOf(group) ? kept.text : null }
  }

  async function getOrLoad<T>(key: string, ttlSeconds: number, load: () => Promise<T>): Promise<T> {
    const [group = ''] = key.split(':')
    const asked = generationOf(group)
    for (;;) {
      const generation = generationOf(group)
      const { version, text } = await find(group, key)
      if (text !== null) return JSON.parse(text)
      const flight = flights.join(key, { asked, now: generation }, async () => {
        const value = await load()
        const loaded = JSON.stringify(value)
        if (version !== null) redis?.keep(group, key, { version, text: loaded, ttlSeconds })
        else memory.set(key, { generation, text: loaded }, { ttl: ttlSeconds * 1000 })
        return value
      })
      const landed = await flight
      if (landed) return landed.value as T
    }
  }

  return {
    getOrLoad,
    status: () => (redis ? (redis.isReady ? 'connected' : 'disconnected') : 'not_configured'),
    invalidate(group) {
      forget(group)
      void tell(group)
    },
    close: () => redis?.close(),
  }
}
