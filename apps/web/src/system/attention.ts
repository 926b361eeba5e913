import { type SystemStatus, warnAbove } from '@leadglass/contracts/system.ts'
import { formatSeconds } from '../lib/format-duration.ts'
import { loopTitle } from './loop-words.ts'

export type Attention = {
  readonly level: 'critical' | 'warning'
  readonly text: string
  /** What to do about it. */
  readonly advice: string
}

type Check = (status: SystemStatus) => Attention | Attention[] | null

/** In the order in which somebody would look. */
const checks: readonly Check[] = [
  checkDatabase,
  checkBreaker,
  checkMigrations,
  checkPool,
  checkLoops,
  checkErrors,
  checkEventLoop,
  checkHeap,
  checkRedis,
  checkMail,
]

/** Everything about the service that somebody should look at, the worst first; empty when all is well. */
export function findAttention(status: SystemStatus): Attention[] {
  const found = checks.flatMap((check) => check(status) ?? [])
  return found.toSorted((a, b) => Number(b.level === 'critical') - Number(a.level === 'critical'))
}

function checkDatabase({ database }: SystemStatus): Attention | null {
  if (database.state !== 'down') return null
  const advice = 'Open /health for the steps. The server reconnects by itself, and loses nothing meanwhile.'
  return { level: 'critical', text: database.message ?? 'The database does not answer', advice }
}

function checkBreaker({ database: { breaker, state } }: SystemStatus): Attention | null {
  if (breaker.state === 'closed' || state === 'down') return null
  return {
    level: 'critical',
    text: `The circuit breaker is ${breaker.state.replace('_', ' ')}: requests are refused until two trials succeed`,
    advice: 'It closes by itself within seconds when the database answers.',
  }
}

function checkMigrations({ migrations }: SystemStatus): Attention | null {
  if (migrations.state !== 'pending') return null
  return {
    level: 'critical',
    text: `Migrations are pending: ${migrations.pending.join(', ')}`,
    advice: 'They run when the server starts, unless RUN_MIGRATIONS_ON_START is off: then run db:migrate.',
  }
}

function checkPool({ database: { pool } }: SystemStatus): Attention | null {
  if (pool.utilization_percent <= warnAbove.poolPercent) return null
  return {
    level: 'warning',
    text: `${pool.utilization_percent} % of the database connections are in use, ${pool.waiting} requests wait`,
    advice: 'Look for slow requests below; raise DATABASE_POOL_SIZE if the database server has room.',
  }
}

function checkLoops({ loops }: SystemStatus): Attention[] {
  return loops
    .filter((loop) => loop.consecutive_failures > 0 || loop.overdue)
    .map((loop) => ({
      level: 'warning',
      text: `${loopTitle(loop.name)} ${loop.consecutive_failures > 0 ? `failed ${loop.consecutive_failures} times in a row` : 'is overdue'}`,
      advice: loop.last_error ?? 'Nobody has run it in time: is a process running that may lead?',
    }))
}

function checkErrors({ requests: { last_hour: hour } }: SystemStatus): Attention | null {
  if (hour.error_rate_percent === null || hour.error_rate_percent <= warnAbove.errorPercent) return null
  return {
    level: 'warning',
    text: `${hour.error_rate_percent} % of the requests of the last hour failed`,
    advice: 'The log has each of them, with its request id.',
  }
}

function checkEventLoop({ process: { event_loop_delay: delay } }: SystemStatus): Attention | null {
  if (delay.p99_ms <= warnAbove.delayMs) return null
  return {
    level: 'warning',
    text: `Requests wait for the processor: timers are ${formatSeconds(delay.p99_ms / 1000)} late`,
    advice: 'More workers (WEB_CONCURRENCY) up to the number of cores, then more replicas.',
  }
}

function checkHeap({ process: { memory } }: SystemStatus): Attention | null {
  if (memory.heap_used_percent <= warnAbove.heapPercent) return null
  return {
    level: 'warning',
    text: `${memory.heap_used_percent} % of the memory that Node may use is taken`,
    advice: 'Raise --max-old-space-size in NODE_OPTIONS, or give the host more memory.',
  }
}

function checkRedis({ redis }: SystemStatus): Attention | null {
  if (redis.state !== 'disconnected') return null
  return {
    level: 'warning',
    text: 'Redis does not answer',
    advice: 'Each process caches for itself meanwhile.',
  }
}

function checkMail({ mail }: SystemStatus): Attention | null {
  if (mail.state !== 'failing') return null
  return {
    level: 'warning',
    text: 'Mail cannot be sent',
    advice: mail.last_error ?? 'Send a test mail below.',
  }
}
