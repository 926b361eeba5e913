import { z } from 'zod'
import { admins } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { timestamp } from './fields.ts'

/** What is above is told: in the log, on the status page and on the system page (R013, R028, R069). */
export const warnAbove = {
  /** Connections in use, of those that the pool may open. */
  poolPercent: 80,
  /** Failed answers, of those of an hour. */
  errorPercent: 1,
  /** Lateness of the event loop, 99th percentile. */
  delayMs: 200,
  heapPercent: 85,
} as const

const milliseconds = z.number().describe('milliseconds')
const percent = z.number().min(0).max(100)
const share = percent.describe('percent, 0 to 100, two decimals')

const processState = z.object({
  instance: z.string().describe('host and process; the same name as in the loops'),
  pid: z.int(),
  worker: z.int().describe('number of this worker on its host, from 1'),
  workers: z.int().describe('workers on this host'),
  node: z.string().describe('version of Node.js'),
  started_at: timestamp,
  uptime_seconds: z.number(),
  memory: z.object({
    rss_bytes: z.int(),
    heap_used_bytes: z.int(),
    heap_limit_bytes: z.int(),
    heap_used_percent: share,
  }),
  event_loop_delay: z
    .object({ p50_ms: milliseconds, p99_ms: milliseconds, max_ms: milliseconds })
    .describe(
      `how late timers were in the last ten seconds; above ${warnAbove.delayMs} ms at p99 is a warning`,
    ),
})

const pool = z.object({
  size: z.int().describe('connections that are kept open'),
  max_overflow: z.int().describe('connections that may be opened beyond them'),
  overflow: z.int().describe('of those, open now'),
  checked_in: z.int().describe('open and idle'),
  checked_out: z.int().describe('in use'),
  total_available: z.int().describe('connections that could still be taken'),
  waiting: z.int().describe('requests that wait for a connection'),
  utilization_percent: z
    .number()
    .describe(`share in use, two decimals; above ${warnAbove.poolPercent} is a warning`),
})

const breaker = z.object({
  state: z.enum(['closed', 'open', 'half_open']),
  failure_count: z.int().describe('failures in a row'),
  failure_threshold: z.int(),
  opened_total: z.int().describe('since this process started'),
  last_opened_at: timestamp.nullable(),
  retry_after_seconds: z.number(),
})

const databaseServer = z.object({
  version: z.string().describe('of PostgreSQL, e.g. 17.6'),
  size_bytes: z.int(),
  max_connections: z.int(),
  connections: z
    .array(z.object({ state: z.string(), count: z.int() }))
    .describe('of this database, by state'),
  oldest_transaction_seconds: z.number().nullable().describe('age of the oldest open transaction'),
})

const database = z.object({
  state: z.enum(['up', 'down', 'unknown']),
  since: timestamp.describe('when the present state began, as this process saw it'),
  error_type: z.string().nullable().describe('why it is down, e.g. connection_refused'),
  message: z.string().nullable().describe('the same in a sentence'),
  pool,
  breaker,
  server: databaseServer.nullable().describe('null while the database does not answer'),
})

const uptimeSpan = z.object({
  percent: percent.nullable().describe('two decimals; null when nothing was observed'),
  observed_minutes: z.int().describe('minutes with at least one look at the database'),
})

const databaseUptime = z.object({
  last_24h: uptimeSpan,
  last_7d: uptimeSpan,
  hours: z
    .array(z.object({ hour: timestamp, ok: z.int(), failed: z.int() }))
    .describe('looks at the database in each of the last 168 hours, oldest first; 0 and 0: nothing observed'),
})

const requestCounts = z.object({
  at: timestamp.describe('when the minute or hour began'),
  requests: z.int(),
  errors: z.int().describe('answers with a status of 500 or more'),
  client_errors: z.int().describe('answers with a status of 400 to 499'),
  unavailable: z.int().describe('answers with 503'),
  slow: z.int(),
  average_ms: z.number().nullable().describe('null without a request'),
  max_ms: z.int(),
})
export type RequestCounts = z.infer<typeof requestCounts>

const requests = z.object({
  last_hour: z.object({
    requests: z.int(),
    errors: z.int(),
    error_rate_percent: percent.nullable().describe('two decimals; null without a request'),
  }),
  in_flight: z.int().describe('in this process'),
  streams_open: z.int().describe('live streams open in this process'),
  minutes: z.array(requestCounts).describe('the last 60 minutes, oldest first, none left out'),
  hours: z.array(requestCounts).describe('the last 24 hours, oldest first, none left out'),
})

const slowRequest = z.object({
  at: timestamp,
  method: z.string(),
  route: z.string().describe('pattern of the route, never the address'),
  status: z.int(),
  duration_ms: z.int(),
  request_id: z.string().describe('finds the request in the log'),
})

const outage = z.object({
  started_at: timestamp,
  ended_at: timestamp.nullable().describe('null while it lasts'),
  seconds: z.number(),
  error_type: z.string(),
})

const loop = z.object({
  name: z.string(),
  every_seconds: z.int(),
  instance: z.string().nullable().describe('who ran it last'),
  running: z.boolean().describe('in this process, now'),
  last_run_at: timestamp.nullable(),
  last_success_at: timestamp.nullable(),
  last_duration_ms: z.number().nullable(),
  last_result: z.record(z.string(), z.number()).nullable(),
  last_error: z.string().nullable(),
  next_run_at: timestamp.nullable(),
  consecutive_failures: z.int(),
  runs: z.int(),
  failures: z.int(),
  overdue: z
    .boolean()
    .describe('has not done its work for more than one interval beyond the time when it was due'),
})

const jobs = z.object({
  queued: z.int(),
  running: z.int(),
  failed_last_day: z.int(),
  oldest_waiting_seconds: z.int().nullable().describe('of those that are due'),
})

const mail = z.object({
  state: z.enum(['off', 'unknown', 'ok', 'failing']).describe('off: no mail server is configured'),
  host: z.string().nullable(),
  port: z.int().nullable(),
  from: z.string().nullable(),
  last_error: z.string().nullable(),
  last_sent_at: timestamp.nullable(),
})

const alerts = z.object({
  webhook: z.enum(['off', 'on']),
  email: z.enum(['off', 'on']),
  recipients: z.int().describe('administrators whose addresses are known now'),
  on_duty: z.boolean().describe('this process is the one that alerts'),
  db_down_last_5_minutes: z.int().describe('[DB_DOWN] lines of this process'),
  incident: z
    .object({
      since: timestamp,
      reason: z
        .enum(['prolonged_outage', 'repeated_failures'])
        .nullable()
        .describe('null: nobody was told yet'),
      alerted_at: timestamp.nullable(),
    })
    .nullable()
    .describe('the outage that goes on, as this process sees it'),
  last_deliveries: z
    .array(
      z.object({
        at: timestamp,
        kind: z.enum(['down', 'recovered']),
        channel: z.enum(['webhook', 'email']),
        ok: z.boolean(),
      }),
    )
    .describe('the last one of each channel'),
})

export const systemStatus = z.object({
  generated_at: timestamp,
  complete: z
    .boolean()
    .describe('false while the database does not answer: then only what this process remembers is shown'),
  version: z.string(),
  commit: z.string().nullable(),
  environment: z.string(),
  process: processState,
  database,
  db_uptime: databaseUptime,
  requests,
  slow_requests: z.array(slowRequest).describe('the last 20, newest first'),
  slow_request_ms: z.int().describe('from here on a request is slow'),
  outages: z.array(outage).describe('the last 20 of the database, newest first'),
  loops: z.array(loop),
  jobs: jobs.nullable().describe('background jobs; null while the database does not answer'),
  migrations: z.object({
    state: z.enum(['applied', 'pending', 'unknown']),
    applied: z.int().nullable(),
    latest: z.string().nullable(),
    pending: z.array(z.string()),
  }),
  rate_limits: z.object({
    window_seconds: z.number(),
    max: z.int().describe('requests of one user or address in a window'),
    auth_max: z.int().describe('tries of a secret in a window'),
    refused: z.int().describe('429 answers of this process since it started'),
  }),
  alerts,
  mail,
  redis: z.object({ state: z.enum(['not_configured', 'connected', 'disconnected']) }),
  ai: z.object({ openai: z.enum(['off', 'configured']), venice: z.enum(['off', 'configured']) }),
})
export type SystemStatus = z.infer<typeof systemStatus>

export const getSystemStatus = defineEndpoint({
  name: 'getSystemStatus',
  summary: 'How the service is doing; answers as well while the database is away',
  tag: 'system',
  method: 'GET',
  path: '/system/status',
  access: admins,
  response: systemStatus,
})

export const loopParams = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'must be the name of a loop'),
})

export const runLoop = defineEndpoint({
  name: 'runLoop',
  summary: 'Ask whoever runs a background loop to run it now',
  tag: 'system',
  method: 'POST',
  path: '/system/loops/:name/run',
  access: admins,
  params: loopParams,
  response: z.object({ name: z.string(), requested_at: timestamp }),
})

export const sendTestEmail = defineEndpoint({
  name: 'sendTestEmail',
  summary: 'Send a test mail to your own address',
  tag: 'system',
  method: 'POST',
  path: '/system/test-email',
  access: admins,
  response: z.object({
    ok: z.boolean(),
    to: z.string(),
    error: z
      .string()
      .nullable()
      .describe('what failed and what to check; null when the server took the mail'),
  }),
})
