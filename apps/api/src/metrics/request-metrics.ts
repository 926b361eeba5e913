import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

export type AnsweredRequest = {
  method: string
  /** The pattern of the route, never the address: addresses are without number. */
  route: string
  status: number
  milliseconds: number
  /** Imports, exports and live streams take as long as there is something to say, which tells nothing of speed. */
  isStream: boolean
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export function countRequests(registry: Registry) {
  const registers = [registry]
  let inFlight = 0
  let streams = 0
  let refused = 0
  const total = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered, by method, route pattern and status',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer, without streams',
    labelNames: ['method', 'route'],
    buckets: seconds,
    registers,
  })
  new Counter({
    name: 'rate_limited_total',
    help: 'Requests refused with 429',
    registers,
    collect() {
      this.reset()
      this.inc(refused)
    },
  })
  const sent = new Counter({
    name: 'notifications_sent_total',
    help: 'Notifications written to open live streams',
    registers,
  })
  new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests that are being answered, without open streams',
    registers,
    collect() {
      this.set(inFlight)
    },
  })
  new Gauge({
    name: 'live_streams_open',
    help: 'Open live streams of notifications',
    registers,
    collect() {
      this.set(streams)
    },
  })
  return {
    get requestsInFlight() {
      return inFlight
    },
    get streamsOpen() {
      return streams
    },
    get requestsLimited() {
      return refused
    },
    requestStarted(isLive: boolean): void {
      if (isLive) streams++
      else inFlight++
    },
    requestEnded({ method, route, status, milliseconds, isStream }: AnsweredRequest, isLive: boolean): void {
      if (isLive) streams--
      else inFlight--
      total.inc({ method, route, status })
      if (!isStream) duration.observe({ method, route }, milliseconds / 1000)
      if (status === 429) refused++
    },
    notificationsSent(count: number): void {
      sent.inc(count)
    },
  }
}
