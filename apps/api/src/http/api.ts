import type { FastifyInstance } from 'fastify'
import type { RefusalLog } from '../audit/refusal-log.ts'
import type { SessionCache } from '../auth/session-cache.ts'
import type { Cache } from '../cache/cache.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db/db.ts'
import type { Listener } from '../db/listener.ts'
import type { InsightWriter } from '../insights/insight-writer.ts'
import type { Loops } from '../jobs/loops.ts'
import type { JobRunner } from '../jobs/queue/job-runner.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { LiveStreams } from '../notifications/live-streams.ts'
import type { Observation } from '../system/open-observation.ts'
import type { ServiceMeter } from '../system/service-meter.ts'
import type { Readiness } from './readiness.ts'
import type { RequestLoad } from './request-load.ts'
import type { ListedRoute } from './route-list.ts'

/** What the handlers of a server share. Made once in app.ts. */
export type Deps = {
  readonly config: Config
  readonly db: Database
  readonly clock: () => Date
  readonly sessions: SessionCache
  /** Where sign-ins and operations that are refused are written down. */
  readonly refusals: RefusalLog
  /** What other processes tell this one, and this one itself. */
  readonly listener: Listener
  /** What this process counts for Prometheus. */
  readonly metrics: Metrics
  /** The text of `GET /metrics`: of this process, or of all that share its port. */
  readonly scrape: () => Promise<string>
  /** What this process counts by the minute for the system page. */
  readonly meter: ServiceMeter
  /** Alerts, and how hard pressed this process is. */
  readonly observation: Observation
  /** Figures that are worked out once for many. */
  readonly cache: Cache
  /** How many requests are being answered. */
  readonly load: RequestLoad
  /** The open live streams of this process. */
  readonly streams: LiveStreams
  readonly mailer: Mailer
  /** Has a provider write about leads; null where none is configured. */
  readonly insightWriter: InsightWriter | null
  /** What runs without a request; null where nothing does, as in most tests. */
  readonly loops: Loops | null
  /** What runs the background jobs; null where nothing does. */
  readonly jobs: JobRunner | null
  readonly readiness: Readiness
  /** Every address of this server. */
  readonly routes: readonly ListedRoute[]
  /** How often open streams get a sign of life. */
  readonly heartbeatMs: number
  /** Hold every answer against its contract (tests). */
  readonly checkAnswers: boolean
}

/** What every `*Routes(api)` receives: the server to register on, and what the handlers need. */
export type Api = { readonly fastify: FastifyInstance; readonly deps: Deps }
