import { warnAbove } from '@leadglass/contracts/system.ts'
import { durationText } from './duration-text.ts'
import type { HealthReport } from './health-presenter.ts'
import { type Html, html } from './html.ts'

type Tone = 'good' | 'warn' | 'bad' | ''
type Card = { name: string; value: string; tone?: Tone; picture?: Html; more?: string | null }

/** What the report says, one card for each part. */
export function statusCards(report: HealthReport): Html {
  const cards = [
    database(report),
    pool(report),
    breaker(report),
    errors(report),
    migrations(report),
    background(report),
    jobQueue(report),
    scoring(report),
    liveUpdates(report),
    redis(report),
  ]
  return html`<dl class="cards">${cards.map(card)}</dl>`
}

function card({ name, value, tone = '', picture, more }: Card): Html {
  return html`<div class="card ${tone}"><dt>${name}</dt>
<dd class="value">${value}</dd>${picture ? html`<dd>${picture}</dd>` : null}${more ? html`<dd class="more">${more}</dd>` : null}</div>
`
}

function database({ database: state, error_type, database_uptime_percent: percent }: HealthReport): Card {
  const isUp = state === 'connected'
  const away = error_type === 'pool_exhausted' ? 'Answers, but not to us' : 'Disconnected'
  return {
    name: 'Database',
    value: isUp ? 'Connected' : away,
    tone: isUp ? 'good' : 'bad',
    more: percent === null ? null : `DB uptime ${percent} % of the last 24 hours`,
  }
}

function pool({
  database_pool: { checked_out, size, max_overflow, total_available, waiting, utilization_percent },
}: HealthReport): Card {
  const isNearlyFull = utilization_percent > warnAbove.poolPercent
  const warning = total_available === 0 ? ': used up' : isNearlyFull ? ': nearly used up' : ''
  return {
    name: 'Connection pool',
    value: `${checked_out} of ${size + max_overflow} in use${warning}`,
    tone: warning ? 'warn' : '',
    picture: gauge(utilization_percent),
    more: `${utilization_percent} %, ${waiting} waiting`,
  }
}

/** Attributes of SVG need no style, which the policy of the page would refuse. */
function gauge(percent: number): Html {
  const width = Math.min(100, Math.max(0, percent))
  return html`<svg class="gauge" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="${percent} % in use">
<rect class="track" width="100" height="6"/><rect class="fill" width="${width}" height="6"/><rect class="mark" x="${warnAbove.poolPercent}" width="0.4" height="6"/></svg>`
}

function errors({ error_rate_percent: percent }: HealthReport): Card {
  return {
    name: 'Error rate',
    value: percent === null ? 'Not known' : `${percent} %`,
    tone: percent !== null && percent > warnAbove.errorPercent ? 'warn' : '',
    more: 'Requests of the last hour that this service failed to answer.',
  }
}

const breakerWords = {
  closed: ['Closed', 'good', 'Requests reach the database.'],
  half_open: ['Trying again', 'warn', 'The database answered once; one more answer closes it.'],
  open: ['Open', 'bad', 'Requests are refused at once; the database is tried every second.'],
} as const

function breaker({ circuit_breaker: { state, opened_total, last_opened_at } }: HealthReport): Card {
  const [value, tone, more] = breakerWords[state]
  const history = last_opened_at
    ? ` Opened ${opened_total === 1 ? 'once' : `${opened_total} times`} since start, last at ${last_opened_at.slice(11, 19)} UTC.`
    : ''
  return { name: 'Circuit breaker', value, tone, more: more + history }
}

function migrations({ migrations: state, pending_migrations: pending }: HealthReport): Card {
  if (state === 'applied') return { name: 'Migrations', value: 'Applied', tone: 'good' }
  if (state === 'unknown') {
    return { name: 'Migrations', value: 'Unknown', more: 'The database could not be asked.' }
  }
  return {
    name: 'Migrations',
    value: state === 'failed' ? 'One did not finish' : `${pending.length} not applied yet`,
    tone: 'bad',
    more: pending.join(', '),
  }
}

function background({ background: state }: HealthReport): Card {
  const name = 'Background loops'
  if (!state) return { name, value: 'None in this process' }
  const troubled = [...new Set([...state.failing, ...state.overdue])]
  return {
    name,
    value: troubled.length > 0 ? `${troubled.length} in trouble` : `${state.loops} in order`,
    tone: troubled.length > 0 ? 'warn' : '',
    more:
      troubled.length > 0
        ? `Failing or overdue: ${troubled.join(', ')}`
        : state.role === 'leader'
          ? 'They run in this process.'
          : 'They run in another process.',
  }
}

/** So long a job may wait for another of its kind; beyond that nobody runs them. */
const longWaitSeconds = 15 * 60

function jobQueue({ job_queue: jobs }: HealthReport): Card {
  const name = 'Job queue'
  if (!jobs) return { name, value: 'Not known' }
  const { queued, running, failed_last_day: failed, oldest_waiting_seconds: oldest } = jobs
  const isLate = oldest !== null && oldest > longWaitSeconds
  const waits = oldest !== null && oldest > 60 ? `The oldest waits for ${durationText(oldest)}. ` : ''
  return {
    name,
    value: queued + running === 0 ? 'Empty' : `${running} running, ${queued} waiting`,
    tone: isLate || failed > 0 ? 'warn' : '',
    more: `${waits}${failed === 0 ? 'None' : failed} failed in the last 24 hours.`,
  }
}

function scoring({ scoring: { age_seconds, last_run_at } }: HealthReport): Card {
  const name = 'Last scoring run'
  if (age_seconds === null || last_run_at === null) return { name, value: 'Not known' }
  return {
    name,
    value: `${durationText(age_seconds)} ago`,
    more: `${last_run_at.slice(0, 16).replace('T', ' ')} UTC`,
  }
}

function liveUpdates({ live_stream: { listener, open_streams } }: HealthReport): Card {
  return {
    name: 'Live updates',
    value: listener === 'connected' ? 'Listening' : 'Waiting for the database',
    tone: listener === 'connected' ? '' : 'warn',
    more: `${open_streams} open ${open_streams === 1 ? 'browser' : 'browsers'} on this process`,
  }
}

const redisWords = {
  connected: ['Connected', '', null],
  not_configured: ['Not used', '', 'Optional: REDIS_URL is not set.'],
  disconnected: ['Disconnected', 'warn', 'Everything works without it, a little slower.'],
} as const

function redis({ redis: state }: HealthReport): Card {
  const [value, tone, more] = redisWords[state]
  return { name: 'Redis', value, tone, more }
}
