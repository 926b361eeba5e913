const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })
const dayOfThisYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })
const moment = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const minute = 60_000
const hour = 60 * minute
const dayInMs = 24 * hour

/** `22 Nov 2026` in the reader's time zone. */
export function formatDay(at: string): string {
  return day.format(new Date(at))
}

/** `Sun, 22 Nov 2026, 09:30` in the reader's time zone. */
export function formatMoment(at: string): string {
  return moment.format(new Date(at))
}

/** Short enough for a table cell: `now`, `5m ago`, `3h ago`, `yesterday`, `6d ago`, then the date. */
export function formatRelative(at: string, now: Date): string {
  const then = new Date(at)
  const age = now.getTime() - then.getTime()
  if (age < -minute) return formatFuture(-age, then)
  if (age < minute) return 'now'
  if (age < hour) return `${Math.floor(age / minute)}m ago`
  if (age < dayInMs) return `${Math.floor(age / hour)}h ago`
  const days = Math.round((startOfDay(now) - startOfDay(then)) / dayInMs)
  if (days === 1) return 'yesterday'
  if (days < 14) return `${days}d ago`
  return then.getFullYear() === now.getFullYear() ? dayOfThisYear.format(then) : day.format(then)
}

/** Yesterday is the day before this one, not 24 hours ago. */
function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}

function formatFuture(ahead: number, then: Date): string {
  if (ahead < hour) return `in ${Math.ceil(ahead / minute)}m`
  if (ahead < dayInMs) return `in ${Math.floor(ahead / hour)}h`
  return day.format(then)
}
