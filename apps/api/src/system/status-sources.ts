import type { Cache } from '../cache/cache.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db/db.ts'
import type { Loops } from '../jobs/loops.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Observation } from './open-observation.ts'
import type { ServiceMeter } from './service-meter.ts'

/** What the status of the service is put together from, besides the database's own account. */
export type StatusSources = {
  readonly config: Config
  readonly db: Database
  readonly metrics: Metrics
  readonly meter: ServiceMeter
  readonly mailer: Mailer
  readonly cache: Cache
  readonly loops: Loops | null
  readonly observation: Pick<Observation, 'alerts' | 'pressure'>
}
