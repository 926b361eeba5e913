import { hostname } from 'node:os'
import { type AlertOptions, type Alerts, createAlerts } from '../alerts/alerts.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/db.ts'
import type { Loops } from '../jobs/loops.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { type ProcessPressure, watchProcessPressure } from '../metrics/process-pressure.ts'
import { listAdminEmails } from '../users/list-admin-emails.ts'
import { observeDatabase } from './observe-database.ts'
import { saveServiceMinutes } from './save-service-minutes.ts'
import type { ServiceMeter } from './service-meter.ts'

/** Everything that watches while the server is open. */
export type Observation = {
  readonly alerts: Alerts
  readonly pressure: ProcessPressure
  start(): void
  /** Writes the last counts if the database answers. */
  close(): Promise<void>
}

export type ObservationOptions = {
  config: Config
  db: Database
  log: Context['log']
  clock: () => Date
  metrics: Metrics
  meter: ServiceMeter
  mailer: Mailer
  loops: Loops | null
  /** Of the processes on this host, the first. */
  isFirst?: (() => boolean) | undefined
  /** How soon it alerts, where a test cannot wait five minutes. */
  alertTimes?: Pick<AlertOptions, 'rules' | 'everyMs' | 'retryMs' | 'recipientsKeptMs'> | undefined
}

const lastWriteMs = 1_000

export function openObservation(options: ObservationOptions): Observation {
  const { config, db, log, clock, metrics, meter, mailer, loops } = options
  const pressure = watchProcessPressure({ log })
  const stopObserving = observeDatabase(db, metrics, meter)
  if (loops) metrics.readLoops(loops)
  const alerts = createAlerts({
    webhookUrl: config.alertWebhookUrl,
    environment: config.environment,
    instance: loops?.instance ?? `${hostname()}:${process.pid}`,
    mailer,
    watch: db.watch,
    onDbDown: metrics.onDbDown,
    listRecipients: () => listAdminEmails(db),
    log,
    clock,
    duty: { isLeader: loops && (() => loops.isLeader), isFirst: options.isFirst ?? (() => true) },
    ...options.alertTimes,
  })
  return {
    alerts,
    pressure,
    start: alerts.start,
    async close() {
      alerts.close()
      pressure.close()
      stopObserving()
      if (db.watch.state !== 'up') return
      await saveServiceMinutes(db.within(AbortSignal.timeout(lastWriteMs)), meter).catch((error: unknown) =>
        log.info({ err: error }, 'the last counts are not written'),
      )
    },
  }
}
