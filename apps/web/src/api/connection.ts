import { useSyncExternalStore } from 'react'
import { ApiError, isOutage } from './api-error.ts'

/** How the last requests went: the banner on top of every page shows it. */
export type Connection = 'ok' | 'offline' | 'unavailable'

let current: Connection = 'ok'
const listeners = new Set<() => void>()

function set(next: Connection): void {
  if (next === current) return
  current = next
  for (const listener of listeners) listener()
}

export function reportAnswer(): void {
  set('ok')
}

export function reportFailure(error: unknown): void {
  if (error instanceof ApiError && error.type === 'offline') set('offline')
  else if (isOutage(error)) set('unavailable')
}

window.addEventListener('offline', () => set('offline'))
window.addEventListener('online', () => set('ok'))

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
}
