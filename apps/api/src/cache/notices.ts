import { randomUUID } from 'node:crypto'
import type { Db } from '../db/db.ts'
import type { Listener } from '../db/listener.ts'
import { cacheChannel, insertCacheNotice } from './cache-repository.ts'

/** How the processes of a deployment tell each other that figures are out of date, where there is no Redis. */
export type Notices = {
  tell(group: string): void
  /** Calls back with a group that another process has changed; with null when notices may have been lost. */
  onNotice(listener: (group: string | null) => void): void
}

/** A busy process tells the others at most this often; the first write of a while at once. */
const pauseMs = 250

/**
 * Through PostgreSQL, but not inside the transactions that write: a NOTIFY there would make commits wait for each
 * other. One that is lost costs seconds: figures are kept for no longer.
 */
export function noticesThrough(db: Db, listener: Pick<Listener, 'on' | 'onConnect'>): Notices {
  const self = randomUUID()
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const send = () => {
    timer = undefined
    if (waiting.size === 0) return
    for (const group of waiting) insertCacheNotice(db, `${self} ${group}`).catch(() => {})
    waiting.clear()
    timer = setTimeout(send, pauseMs).unref()
  }
  return {
    tell(group) {
      waiting.add(group)
      if (!timer) send()
    },
    onNotice(tellOf) {
      listener.on(cacheChannel, (payload) => {
        const [sender, group] = payload.split(' ')
        if (sender !== self && group) tellOf(group)
      })
      listener.onConnect(() => tellOf(null))
    },
  }
}
