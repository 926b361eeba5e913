const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

/** The moment of reading, and how far the reader's clock is ahead of UTC: "yesterday" is the reader's. */
export type Reader = { now: number; utcOffsetMinutes: number }

/**
 * How long ago, short and by the reader's days: `just now`, `20 minutes ago`, `3 hours ago`, `yesterday`, `9 days
 * ago`, `5 weeks ago`, `4 months ago`, `more than a year ago`. A moment to come counts as now.
 *
 * @example
 * agoText(now - 3 * hour, { now, utcOffsetMinutes: 0 }) // '3 hours ago'
 */
export function agoText(at: number, reader: Reader): string {
  const age = reader.now - at
  if (age < minute) return 'just now'
  if (age < hour) return ago(Math.floor(age / minute), 'minute')
  const days = daysSince(at, reader)
  if (age < 12 * hour || days === 0) return ago(Math.floor(age / hour), 'hour')
  if (days === 1) return 'yesterday'
  if (days < 14) return ago(days, 'day')
  if (days < 63) return ago(Math.floor(days / 7), 'week')
  return days < 365 ? ago(Math.floor(days / 30.4), 'month') : 'more than a year ago'
}

/**
 * Since when, by the reader's days: `this morning`, `this afternoon`, `this evening`, `yesterday`, `Friday`; days
 * that are longer ago are named as `9 days ago`.
 *
 * @example
 * sinceText(Date.UTC(2026, 10, 20, 9), { now: Date.UTC(2026, 10, 22, 9), utcOffsetMinutes: 0 }) // 'Friday'
 */
export function sinceText(at: number, reader: Reader): string {
  const days = daysSince(at, reader)
  if (days > 6) return agoText(at, reader)
  const local = at + reader.utcOffsetMinutes * minute
  if (days > 1) return weekdays[(Math.floor(local / day) + 4) % 7] ?? 'Sunday'
  if (days === 1) return 'yesterday'
  const localHour = (local - Math.floor(local / day) * day) / hour
  if (localHour < 12) return 'this morning'
  return localHour < 18 ? 'this afternoon' : 'this evening'
}

/**
 * Midnights of the reader between a moment and now: 0 is today, 1 yesterday.
 *
 * @example
 * daysSince(Date.UTC(2026, 10, 21, 23), { now: Date.UTC(2026, 10, 22, 1), utcOffsetMinutes: 0 }) // 1
 */
export function daysSince(at: number, { now, utcOffsetMinutes }: Reader): number {
  const dayOf = (moment: number) => Math.floor((moment + utcOffsetMinutes * minute) / day)
  return Math.max(0, dayOf(now) - dayOf(at))
}

function ago(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}
