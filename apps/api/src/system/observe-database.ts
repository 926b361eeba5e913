import type { Database } from '../db/db.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { ServiceMeter } from './service-meter.ts'

/** Lets the database be counted: each statement, each look at it, each outage once it is over (R070, R072). */
export function observeDatabase(db: Database, metrics: Metrics, meter: ServiceMeter): () => void {
  metrics.readDatabase(db)
  db.observe(metrics.statementEnded)
  // Why it is down becomes clearer while it lasts: at first it may only be a connection that broke off.
  let errorType = 'unknown'
  const stops = [
    db.watch.onSample((ok) => {
      meter.databaseSample(ok)
      errorType = db.watch.diagnosis?.type ?? errorType
    }),
    db.watch.onChange(({ state, at, downSince, diagnosis }) => {
      if (state === 'down') errorType = diagnosis?.type ?? 'unknown'
      else if (downSince) {
        meter.outage({ startedAt: downSince, endedAt: at, errorType })
        metrics.dbRecovered()
      }
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
