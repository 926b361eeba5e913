import { LRUCache } from 'lru-cache'
import type { Database } from './db.ts'

/**
 * Figures that may be a few seconds old (counts of a page): computed once however many ask, kept `ttlMs`, per
 * database. A failure is not kept.
 */
export function shortCache<T extends object>(ttlMs: number) {
  const caches = new WeakMap<Database['pool'], LRUCache<string, Promise<T>>>()
  return (db: Database, key: string, load: () => Promise<T>): Promise<T> => {
    const cache = caches.get(db.pool) ?? new LRUCache<string, Promise<T>>({ max: 1000, ttl: ttlMs })
    caches.set(db.pool, cache)
    const known = cache.get(key)
    if (known) return known
    const loading = load()
    cache.set(key, loading)
    loading.catch(() => cache.delete(key))
    return loading
  }
}
