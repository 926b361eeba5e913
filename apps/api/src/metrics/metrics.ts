import { Registry } from 'prom-client'
import { countDatabase, type ObservedDatabase } from './database-metrics.ts'
import { countLoops, type ObservedLoops } from './loop-metrics.ts'
import { processMetrics } from './process-metrics.ts'
import { type AnsweredRequest, countRequests } from './request-metrics.ts'

/**
 * What this process counts for Prometheus (R070). Others call its methods, or hand in what can be read when somebody
 * looks; only this folder knows the library.
 */
export type Metrics = {
  requestStarted(isLive: boolean): void
  requestEnded(request: AnsweredRequest, isLive: boolean): void
  /** Requests that are being answered, without open streams. */
  readonly requestsInFlight: number
  readonly streamsOpen: number
  /** Refused with 429 since this process started. */
  readonly requestsLimited: number
  /** One `[DB_DOWN]` line: a failed try of `op`. */
  dbDown(op: string): void
  /** An outage of the database is over. */
  dbRecovered(): void
  onDbDown(listener: (op: string) => void): () => void
  /** One statement that was answered or failed. Those put together from fragments count as one. */
  statementEnded(name: string | undefined, milliseconds: number): void
  notificationsSent(count: number): void
  /** One run of a background loop. */
  loopRun(name: string, ok: boolean): void
  /** Reads pool, breaker and state of the database at each scrape. */
  readDatabase(db: ObservedDatabase): void
  /** Reads the status of the loops at each scrape. */
  readLoops(loops: ObservedLoops): void
  /** Every metric of this process, as it travels to another one of the cluster. */
  collect(): Promise<CollectedMetrics>
  /** The Prometheus text of this process. */
  text(): Promise<string>
}

/** As `Registry.getMetricsAsJSON` gives it, without the types that it has not got. */
export type CollectedMetrics = readonly object[]

export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE

/** Counters start at 0 with each process; nothing is kept anywhere else. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const requests = countRequests(registry)
  const database = countDatabase(registry)
  const loops = countLoops(registry)
  return {
    ...requests,
    get requestsInFlight() {
      return requests.requestsInFlight
    },
    get streamsOpen() {
      return requests.streamsOpen
    },
    get requestsLimited() {
      return requests.requestsLimited
    },
    ...database,
    ...loops,
    async collect() {
      const all = [registry, processMetrics()].map((each) => each.getMetricsAsJSON())
      return (await Promise.all(all)).flat()
    },
    async text() {
      return `${await registry.metrics()}\n${await processMetrics().metrics()}`
    },
  }
}
