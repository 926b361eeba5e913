import { createHmac } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Database, Db } from '../db/db.ts'
import { countRates } from './rate-limit-repository.ts'

/** What is known of one caller's window: what the shared counter stood at, and what it has not been told yet. */
export type RateWindow = {
  /** The name of the shared counter: a keyed hash, so that no address and no e-mail stands in the table. */
  readonly key: string
  shared: number
  unshared: number
  endsAt: number
}

/** Windows that are kept at once; the least recently used go first. */
export const mostWindows = 50_000
/** One statement carries this many counters. */
const mostPerStatement = 2_000

export type RateCounter = {
  readonly max: number
  /** Counts one more, here and now. */
  count(caller: string): RateWindow
  /** Tells the shared counters what they do not know and takes their totals back. Fails when the database does. */
  share(windows: readonly RateWindow[], signal?: AbortSignal): Promise<void>
}

type Needs = { db: Database; secret: string; kind: string; max: number; windowMs: number }

export function createRateCounter({ db, secret, kind, max, windowMs }: Needs): RateCounter {
  const windows = new LRUCache<string, RateWindow>({ max: mostWindows })
  const begin = (caller: string): RateWindow => {
    const key = createHmac('sha256', secret).update(`${kind} ${caller}`).digest('base64url').slice(0, 27)
    const window = { key, shared: 0, unshared: 0, endsAt: Date.now() + windowMs }
    windows.set(caller, window)
    return window
  }
  return {
    max,
    count(caller) {
      const known = windows.get(caller)
      const window = known && known.endsAt > Date.now() ? known : begin(caller)
      window.unshared++
      return window
    },
    async share(given, signal) {
      // In the order of their keys: two processes that count the same callers never wait for each other.
      const ordered = given
        .filter(({ endsAt }) => endsAt > Date.now())
        .sort((a, b) => (a.key < b.key ? -1 : 1))
      for (let from = 0; from < ordered.length; from += mostPerStatement) {
        await shareSome(signal ? db.within(signal) : db, ordered.slice(from, from + mostPerStatement))
      }
    },
  }
}

async function shareSome(db: Db, windows: RateWindow[]): Promise<void> {
  const now = Date.now()
  const told = windows.map(({ key, unshared, endsAt }) => ({ key, count: unshared, ms_left: endsAt - now }))
  for (const window of windows) window.unshared = 0
  try {
    const totals = new Map((await countRates(db, told)).map((row) => [row.key, row]))
    for (const window of windows) {
      const total = totals.get(window.key)
      if (!total) continue
      window.shared = total.count
      window.endsAt = Date.now() + total.ms_left
    }
  } catch (error) {
    windows.forEach((window, index) => {
      window.unshared += told[index]?.count ?? 0
    })
    throw error
  }
}
