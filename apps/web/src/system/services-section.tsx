import type { SystemStatus } from '@leadglass/contracts/system.ts'
import type { ReactNode } from 'react'
import { formatMoment } from '../lib/format-date.ts'
import { formatSeconds } from '../lib/format-duration.ts'
import styles from './system.module.css'
import { TestEmail } from './test-email.tsx'

/** What this service consists of, and what it is connected to. */
export function ServicesSection({ status }: { status: SystemStatus }) {
  const { process, mail, alerts, redis, ai, migrations, rate_limits: limits } = status
  return (
    <section className={styles.section} aria-labelledby="services-heading">
      <h2 id="services-heading" className={styles.heading}>
        Service
      </h2>
      <dl className={styles.facts}>
        <Fact name="Version">
          {status.version}
          {status.commit && ` · ${status.commit.slice(0, 12)}`} · {status.environment}
        </Fact>
        <Fact name="Process">
          {process.instance} · Node {process.node} · started {formatMoment(process.started_at)}
        </Fact>
        <Fact name="Delay of timers">
          {formatSeconds(process.event_loop_delay.p99_ms / 1000)} at the 99th percentile
        </Fact>
        <Fact name="Migrations">
          {migrations.state}
          {migrations.applied !== null && `, ${migrations.applied} in all`}
          {migrations.latest && `, the last ${migrations.latest}`}
        </Fact>
        <Fact name="Background jobs">{jobsText(status.jobs)}</Fact>
        <Fact name="Rate limits">
          {limits.max} requests and {limits.auth_max} sign-in attempts in{' '}
          {formatSeconds(limits.window_seconds)} · {limits.refused} refused by this process
        </Fact>
        <Fact name="Alerts">{alertText(alerts)}</Fact>
        <Fact name="Redis">{redis.state.replaceAll('_', ' ')}</Fact>
        <Fact name="Text providers">
          OpenAI {ai.openai}, Venice {ai.venice}
        </Fact>
        <Fact name="Mail">
          {mail.state === 'off' ? 'off: SMTP_HOST is not set' : `${mail.host}:${mail.port} as ${mail.from}`}
          {mail.state !== 'off' && <TestEmail />}
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function jobsText(jobs: SystemStatus['jobs']): string {
  if (!jobs) return 'not known while the database is away'
  const oldest = jobs.oldest_waiting_seconds
  const waits = oldest === null ? '' : `, the oldest for ${formatSeconds(oldest)}`
  return `${jobs.running} running, ${jobs.queued} waiting${waits}, ${jobs.failed_last_day} failed in the last 24 hours`
}

function alertText(alerts: SystemStatus['alerts']): string {
  const ways = [
    alerts.webhook === 'on' && 'webhook',
    alerts.email === 'on' && `mail to ${alerts.recipients} administrators`,
  ]
  const text = ways.filter(Boolean).join(' and ')
  return text || 'off: neither ALERT_WEBHOOK_URL nor SMTP_HOST is set'
}
