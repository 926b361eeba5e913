import type { RequestCounts, SystemStatus } from '@leadglass/contracts/system.ts'

const now = '2026-11-22T09:30:00.000Z'

function counts(at: string): RequestCounts {
  return {
    at,
    requests: 40,
    errors: 0,
    client_errors: 1,
    unavailable: 0,
    slow: 0,
    average_ms: 6.2,
    max_ms: 40,
  }
}

function times(count: number, stepMs: number): string[] {
  const last = Date.parse(now)
  return Array.from({ length: count }, (_, index) =>
    new Date(last - (count - 1 - index) * stepMs).toISOString(),
  )
}

/** A service that is well. */
export const wellStatus: SystemStatus = {
  generated_at: now,
  complete: true,
  version: '0.1.0',
  commit: null,
  environment: 'test',
  process: {
    instance: 'host:1',
    pid: 1,
    worker: 1,
    workers: 1,
    node: '24.21.0',
    started_at: '2026-11-21T09:30:00.000Z',
    uptime_seconds: 86_400,
    memory: { rss_bytes: 150e6, heap_used_bytes: 60e6, heap_limit_bytes: 2e9, heap_used_percent: 3 },
    event_loop_delay: { p50_ms: 1, p99_ms: 12, max_ms: 30 },
  },
  database: {
    state: 'up',
    since: '2026-11-21T09:30:00.000Z',
    error_type: null,
    message: null,
    pool: {
      size: 20,
      max_overflow: 40,
      overflow: 0,
      checked_in: 4,
      checked_out: 3,
      total_available: 57,
      waiting: 0,
      utilization_percent: 5,
    },
    breaker: {
      state: 'closed',
      failure_count: 0,
      failure_threshold: 5,
      opened_total: 0,
      last_opened_at: null,
      retry_after_seconds: 0,
    },
    server: {
      version: '18.4',
      size_bytes: 34e6,
      max_connections: 100,
      connections: [{ state: 'idle', count: 4 }],
      oldest_transaction_seconds: null,
    },
  },
  db_uptime: {
    last_24h: { percent: 100, observed_minutes: 1440 },
    last_7d: { percent: 99.98, observed_minutes: 10_000 },
    hours: times(168, 3_600_000).map((hour) => ({ hour, ok: 720, failed: 0 })),
  },
  requests: {
    last_hour: { requests: 2400, errors: 0, error_rate_percent: 0 },
    in_flight: 2,
    streams_open: 5,
    minutes: times(60, 60_000).map(counts),
    hours: times(24, 3_600_000).map(counts),
  },
  slow_requests: [],
  slow_request_ms: 1000,
  outages: [],
  loops: [
    {
      name: 'score_decay',
      every_seconds: 21_600,
      instance: 'host:1',
      running: false,
      last_run_at: '2026-11-22T09:00:00.000Z',
      last_success_at: '2026-11-22T09:00:00.000Z',
      last_duration_ms: 1830,
      last_result: { read: 2000, moved: 41 },
      last_error: null,
      next_run_at: '2026-11-22T15:00:00.000Z',
      consecutive_failures: 0,
      runs: 9,
      failures: 0,
      overdue: false,
    },
  ],
  migrations: { state: 'applied', applied: 2, latest: '20261122055319_operations', pending: [] },
  jobs: { queued: 2, running: 1, failed_last_day: 0, oldest_waiting_seconds: 40 },
  rate_limits: { window_seconds: 900, max: 1000, auth_max: 10, refused: 0 },
  alerts: {
    webhook: 'off',
    email: 'off',
    recipients: 0,
    on_duty: true,
    db_down_last_5_minutes: 0,
    incident: null,
    last_deliveries: [],
  },
  mail: { state: 'off', host: null, port: null, from: null, last_error: null, last_sent_at: null },
  redis: { state: 'not_configured' },
  ai: { openai: 'off', venice: 'off' },
}
