import { useEffect, useState } from 'react'
import { formatMoment, formatRelative } from '../lib/format-date.ts'

// One clock for every time on the page instead of a timer per cell.
let now = new Date()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function onMinute(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = new Date()
    for (const each of listeners) each()
  }, 60_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** `3h ago`, with the exact moment on hover and for screen readers. */
export function RelativeTime({ at, empty = '—' }: { at: string | null; empty?: string }) {
  const [, setTick] = useState(0)
  useEffect(() => onMinute(() => setTick((tick) => tick + 1)), [])
  if (at === null) return <span>{empty}</span>
  const moment = formatMoment(at)
  const shownAt = Date.now() - now.getTime() > 60_000 ? new Date() : now
  return (
    <time dateTime={at} title={moment}>
      {formatRelative(at, shownAt)}
    </time>
  )
}
