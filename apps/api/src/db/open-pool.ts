import { GuardedPool } from './guarded-pool.ts'

type OpenPoolOptions = {
  url: string
  max: number
  size: number
  timeoutMs?: number
  recycleSeconds?: number
  log: { info(details: object, message: string): void }
  onIdleError: (error: Error) => void
}

const connectMs = 5_000

/** The pool with our limits (R026, R029), which it tells (R027); nothing is connected yet. */
export function openPool({
  url,
  max,
  size,
  timeoutMs = 5_000,
  log,
  ...options
}: OpenPoolOptions): GuardedPool {
  const pool = new GuardedPool({
    connectionString: url,
    max,
    size,
    waitMs: timeoutMs,
    connectionTimeoutMillis: Math.min(timeoutMs, connectMs),
    // Of those beyond `size`.
    idleTimeoutMillis: 10_000,
    maxLifetimeSeconds: options.recycleSeconds ?? 300,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    query_timeout: 32_000,
    application_name: 'leadglass',
    // UTC makes timestamptz texts end in +00 (sql.ts cuts them); the timeouts end what a client gave up on. Who waits
    // for a lock is told before he would (409): an answer is due within 5 s.
    options:
      '-c timezone=UTC -c statement_timeout=30000 -c lock_timeout=4000 ' +
      '-c idle_in_transaction_session_timeout=60000 -c jit=off',
  })
  const recycle = pool.options.maxLifetimeSeconds
  log.info(
    {},
    `[DB_POOL] pool_pre_ping=True pool_recycle=${recycle}s size=${size} max_overflow=${max - size} ` +
      `pool_timeout=${timeoutMs / 1000}s`,
  )
  // An idle connection that is cut would otherwise end the process.
  pool.on('error', options.onIdleError)
  return pool
}
