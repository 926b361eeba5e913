import type { Mailer } from '../mail/mailer.ts'
import { type AlertDuty, createAlertDuty, type DutyOptions } from './alert-duty.ts'
import { type AlertDelivery, createDelivery } from './deliver-alert.ts'
import { createIncidents, type Incident, type IncidentRules } from './incidents.ts'

/** What is watched of the database. */
export type WatchedDatabase = {
  readonly state: 'unknown' | 'up' | 'down'
  readonly since: Date
  readonly diagnosis: { type: string } | null
  onChange(
    listener: (change: {
      state: 'up' | 'down'
      at: Date
      downSince: Date | null
      diagnosis: { type: string } | null
    }) => void,
  ): () => void
}

export type AlertsStatus = {
  webhook: 'off' | 'on'
  email: 'off' | 'on'
  recipients: number
  on_duty: boolean
  db_down_last_5_minutes: number
  incident: { since: string; reason: Incident['reason']; alerted_at: string | null } | null
  last_deliveries: AlertDelivery[]
}

export type Alerts = {
  start(): void
  status(): AlertsStatus
  close(): void
}

export type AlertOptions = {
  webhookUrl: string | undefined
  environment: string
  instance: string
  mailer: Mailer
  watch: WatchedDatabase
  onDbDown(listener: (op: string) => void): () => void
  /** The addresses of those who are told by mail. */
  listRecipients(): Promise<string[]>
  log: { warn(details: object, message: string): void; info(details: object, message: string): void }
  duty: DutyOptions
  clock?: () => Date
  rules?: Partial<IncidentRules>
  /** How often the rules are looked at. */
  everyMs?: number
  /** How long addresses serve before they are read again. */
  recipientsKeptMs?: number
  /** Waits between the tries of a webhook. */
  retryMs?: readonly number[]
}

/**
 * Tells operators that the database is away and that it is back, once each for an incident (R071, decision 016).
 * Nothing of it needs the database: addresses are read while it answers.
 */
export function createAlerts(options: AlertOptions): Alerts {
  const {
    mailer,
    watch,
    log,
    clock = () => new Date(),
    everyMs = 1_000,
    recipientsKeptMs = 300_000,
  } = options
  const incidents = createIncidents(options.rules)
  const duty: AlertDuty = createAlertDuty(options.duty)
  const closing = new AbortController()
  const hasMail = mailer.status().state !== 'off'
  let recipients: readonly string[] = []
  let readAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const stops: (() => void)[] = []
  const delivery = createDelivery({ ...options, recipients: () => recipients, signal: closing.signal })

  function look(): void {
    const now = clock()
    duty.look(watch.state === 'up', now)
    if (watch.state === 'up' && hasMail) void readRecipients(now)
    const news = incidents.look(watch.state, now, watch.diagnosis?.type ?? null)
    if (!news) return
    const { kind, incident } = news
    if (!duty.isMine) {
      log.info({ kind, since: incident.since }, '[ALERT] left to the process on duty')
      return
    }
    log.warn({ kind, since: incident.since, reason: incident.reason }, `[ALERT] database ${kind}`)
    delivery.deliver(news, now)
  }

  async function readRecipients(now: Date): Promise<void> {
    if (now.getTime() - readAt < recipientsKeptMs) return
    readAt = now.getTime()
    try {
      recipients = await options.listRecipients()
    } catch (error) {
      // Tried again with the next look; who was known stays known.
      readAt = Number.NEGATIVE_INFINITY
      log.info({ err: error }, '[ALERT] addresses cannot be read now')
    }
  }

  return {
    start() {
      if (watch.state === 'down') incidents.down(watch.since, watch.diagnosis?.type ?? null)
      stops.push(
        watch.onChange(({ state, at, downSince, diagnosis }) => {
          if (state === 'down') incidents.down(downSince ?? at, diagnosis?.type ?? null)
          else incidents.up(at)
        }),
        options.onDbDown(() => incidents.failure(clock())),
      )
      timer = setInterval(look, everyMs).unref()
      look()
    },
    status: () => ({
      webhook: options.webhookUrl ? 'on' : 'off',
      email: hasMail ? 'on' : 'off',
      recipients: recipients.length,
      on_duty: duty.isMine,
      db_down_last_5_minutes: incidents.failuresUpTo(clock()),
      incident: presentIncident(incidents.open()),
      last_deliveries: delivery.last(),
    }),
    close() {
      clearInterval(timer)
      for (const stop of stops) stop()
      closing.abort()
    },
  }
}

function presentIncident(incident: Incident | null): AlertsStatus['incident'] {
  if (!incident) return null
  return {
    since: incident.since.toISOString(),
    reason: incident.reason,
    alerted_at: incident.alertedAt?.toISOString() ?? null,
  }
}
