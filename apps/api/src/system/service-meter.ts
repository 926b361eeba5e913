/** What one minute counted, as `service_minutes` keeps it. */
export type MinuteCounts = {
  database_ok: number
  database_failed: number
  requests: number
  client_errors: number
  server_errors: number
  unavailable: number
  slow: number
  total_ms: number
  max_ms: number
}

export type SlowRequest = {
  at: Date
  method: string
  route: string
  status: number
  milliseconds: number
  requestId: string
}

export type MeteredRequest = Pick<SlowRequest, 'method' | 'route' | 'status' | 'milliseconds'> & {
  isStream: boolean
}

export type MeteredOutage = { startedAt: Date; endedAt: Date; errorType: string }

/** What has not been written yet. Taking it leaves nothing behind; what cannot be written is put back. */
export type Unwritten = { minutes: Map<number, MinuteCounts>; slow: SlowRequest[]; outages: MeteredOutage[] }

export type ServiceMeter = {
  /** `slowId` is the id of a request that was slow. */
  request(request: MeteredRequest, slowId: string | null): void
  /** One regular look at the database. */
  databaseSample(ok: boolean): void
  /** The database was away, and is back. */
  outage(outage: MeteredOutage): void
  take(): Unwritten
  putBack(unwritten: Unwritten): void
  /** The unwritten minutes, for answers while the database is away. */
  held(): ReadonlyMap<number, Readonly<MinuteCounts>>
  /** The last slow requests of this process, newest first, written or not. */
  slowRequests(): readonly SlowRequest[]
  /** The last outages that this process saw, newest first, written or not. */
  outages(): readonly MeteredOutage[]
}

const minuteMs = 60_000
/** A day without the database; older minutes make room. */
const mostMinutes = 24 * 60
/** An overload makes every request slow: the first of each quarter minute tell enough. */
const mostSlow = 50
const remembered = 20

/** Counts requests and looks at the database by minute, in memory: nothing on the way of a request writes. */
export function createServiceMeter(clock: () => Date): ServiceMeter {
  let minutes = new Map<number, MinuteCounts>()
  let slow: SlowRequest[] = []
  let outages: MeteredOutage[] = []
  const lastSlow: SlowRequest[] = []
  const lastOutages: MeteredOutage[] = []
  let present = { minute: -1, counts: noCounts() }

  function countsNow(): MinuteCounts {
    const minute = Math.floor(clock().getTime() / minuteMs)
    if (present.minute !== minute || !minutes.has(minute)) {
      present = { minute, counts: minutes.get(minute) ?? noCounts() }
      minutes.set(minute, present.counts)
      forgetOldest(minutes)
    }
    return present.counts
  }

  function keepSlow(request: SlowRequest): void {
    if (slow.length < mostSlow) slow.push(request)
    remember(lastSlow, request)
  }

  return {
    request({ method, route, status, milliseconds, isStream }, slowId) {
      const counts = countsNow()
      counts.requests++
      if (status >= 500) counts.server_errors++
      else if (status >= 400) counts.client_errors++
      if (status === 503) counts.unavailable++
      if (isStream) return
      counts.total_ms += milliseconds
      counts.max_ms = Math.max(counts.max_ms, milliseconds)
      if (slowId === null) return
      counts.slow++
      keepSlow({ method, route, status, milliseconds, requestId: slowId, at: clock() })
    },
    databaseSample(ok) {
      if (ok) countsNow().database_ok++
      else countsNow().database_failed++
    },
    outage(outage) {
      outages.push(outage)
      remember(lastOutages, outage)
    },
    take() {
      const taken = { minutes, slow, outages }
      minutes = new Map()
      slow = []
      outages = []
      return taken
    },
    putBack(unwritten) {
      for (const [minute, counts] of unwritten.minutes) {
        const since = minutes.get(minute)
        if (since) addCounts(since, counts)
        else minutes.set(minute, counts)
      }
      minutes = new Map([...minutes].sort(([one], [other]) => one - other))
      forgetOldest(minutes)
      slow = [...unwritten.slow, ...slow].slice(0, mostSlow)
      outages = [...unwritten.outages, ...outages]
    },
    held: () => minutes,
    slowRequests: () => lastSlow,
    outages: () => lastOutages,
  }
}

export function noCounts(): MinuteCounts {
  return {
    database_ok: 0,
    database_failed: 0,
    requests: 0,
    client_errors: 0,
    server_errors: 0,
    unavailable: 0,
    slow: 0,
    total_ms: 0,
    max_ms: 0,
  }
}

function remember<Item>(list: Item[], item: Item): void {
  list.unshift(item)
  list.length = Math.min(list.length, remembered)
}

function addCounts(into: MinuteCounts, counts: MinuteCounts): void {
  for (const key of Object.keys(into) as (keyof MinuteCounts)[]) {
    into[key] = key === 'max_ms' ? Math.max(into[key], counts[key]) : into[key] + counts[key]
  }
}

function forgetOldest(minutes: Map<number, MinuteCounts>): void {
  for (const minute of minutes.keys()) {
    if (minutes.size <= mostMinutes) return
    minutes.delete(minute)
  }
}
