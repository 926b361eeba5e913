import type { RequestCounts, SystemStatus } from '@leadglass/contracts/system.ts'
import { type MinuteCounts, noCounts } from './service-meter.ts'
import type { CountedSpan, ObservedSpan, ServiceHistory } from './system-status-repository.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

type Held = ReadonlyMap<number, Readonly<MinuteCounts>>
type Counted = Pick<ServiceHistory, 'minutes' | 'hours' | 'day' | 'week'>

const nothing: Counted = {
  minutes: [],
  hours: [],
  day: { ok: 0, failed: 0, observed: 0 },
  week: { ok: 0, failed: 0, observed: 0 },
}

/** Requests and looks at the database over time: what is stored, and what this process has not written yet. */
export function countSpans(stored: Counted | null, held: Held, now: Date) {
  const counted = addHeld(stored ?? nothing, held, now.getTime())
  const minutes = fill(counted.minutes, minuteMs, 60, now)
  const hours = fill(counted.hours, hourMs, 168, now)
  return {
    db_uptime: {
      last_24h: { percent: percentOf(counted.day), observed_minutes: counted.day.observed },
      last_7d: { percent: percentOf(counted.week), observed_minutes: counted.week.observed },
      hours: hours.map(({ at, database_ok, database_failed }) => ({
        hour: new Date(at).toISOString(),
        ok: database_ok,
        failed: database_failed,
      })),
    },
    last_hour: lastHour(minutes),
    minutes: minutes.map(presentCounts),
    hours: hours.slice(-24).map(presentCounts),
  } satisfies Record<string, unknown> & { db_uptime: SystemStatus['db_uptime'] }
}

function lastHour(minutes: readonly CountedSpan[]): SystemStatus['requests']['last_hour'] {
  const requests = minutes.reduce((sum, span) => sum + span.requests, 0)
  const errors = minutes.reduce((sum, span) => sum + span.server_errors, 0)
  return { requests, errors, error_rate_percent: requests === 0 ? null : round((errors / requests) * 100) }
}

function addHeld({ minutes, hours, day, week }: Counted, held: Held, now: number): Counted {
  const sum = { minutes: indexed(minutes), hours: indexed(hours), day: { ...day }, week: { ...week } }
  for (const [minute, counts] of held) {
    const at = minute * minuteMs
    const isKnown = (sum.minutes.get(at)?.observed ?? 0) > 0
    const observed = !isKnown && counts.database_ok + counts.database_failed > 0 ? 1 : 0
    add(sum.minutes, at, counts, observed)
    add(sum.hours, Math.floor(at / hourMs) * hourMs, counts, observed)
    if (at > now - 24 * hourMs) addObserved(sum.day, counts, observed)
    addObserved(sum.week, counts, observed)
  }
  return { ...sum, minutes: [...sum.minutes.values()], hours: [...sum.hours.values()] }
}

function indexed(spans: readonly CountedSpan[]): Map<number, CountedSpan> {
  return new Map(spans.map((span) => [span.at, { ...span }]))
}

function add(
  spans: Map<number, CountedSpan>,
  at: number,
  counts: Readonly<MinuteCounts>,
  observed: number,
): void {
  const span = spans.get(at) ?? empty(at)
  for (const key of Object.keys(counts) as (keyof MinuteCounts)[]) {
    span[key] = key === 'max_ms' ? Math.max(span[key], counts[key]) : span[key] + counts[key]
  }
  span.observed += observed
  spans.set(at, span)
}

function addObserved(span: ObservedSpan, counts: Readonly<MinuteCounts>, observed: number): void {
  span.ok += counts.database_ok
  span.failed += counts.database_failed
  span.observed += observed
}

/** The last `count` spans, none left out. */
function fill(spans: readonly CountedSpan[], lengthMs: number, count: number, now: Date): CountedSpan[] {
  const known = indexed(spans)
  const last = Math.floor(now.getTime() / lengthMs) * lengthMs
  return Array.from({ length: count }, (_, index) => {
    const at = last - (count - 1 - index) * lengthMs
    return known.get(at) ?? empty(at)
  })
}

function empty(at: number): CountedSpan {
  return { at, observed: 0, ...noCounts() }
}

function presentCounts(span: CountedSpan): RequestCounts {
  return {
    at: new Date(span.at).toISOString(),
    requests: span.requests,
    errors: span.server_errors,
    client_errors: span.client_errors,
    unavailable: span.unavailable,
    slow: span.slow,
    average_ms: span.requests === 0 ? null : Math.round((span.total_ms / span.requests) * 10) / 10,
    max_ms: Math.round(span.max_ms),
  }
}

/** Two decimals, and 100 only when every look succeeded; null when nothing was observed. */
function percentOf({ ok, failed }: ObservedSpan): number | null {
  if (ok + failed === 0) return null
  const percent = round((ok / (ok + failed)) * 100)
  return percent === 100 && failed > 0 ? 99.99 : percent
}

function round(percent: number): number {
  return Math.round(percent * 100) / 100
}
