import type { Config } from '../config.ts'

/** How this server is set up, without a secret: of what is secret it says only whether it is set. */
export function describeConfig(config: Config) {
  return {
    environment: config.environment,
    environment_names: config.environmentNames,
    is_production: config.isProduction,
    commit: config.commit ?? null,
    node: process.version,
    host: config.host,
    port: config.port,
    workers: config.workers,
    server_timeout_seconds: config.serverTimeoutMs / 1000,
    request_timeout_seconds: config.requestTimeoutMs / 1000,
    drain_timeout_seconds: config.drainMs / 1000,
    max_requests_in_flight: config.maxRequestsInFlight,
    trust_proxy: config.trustProxy,
    pool: {
      size: config.pool.size,
      max_overflow: config.pool.overflow,
      timeout_seconds: config.pool.timeoutMs / 1000,
      recycle_seconds: config.pool.recycleSeconds,
    },
    run_migrations_on_start: config.runMigrations,
    access_token_minutes: config.accessTokenMinutes,
    refresh_token_days: config.refreshTokenDays,
    public_registration: config.publicRegistration,
    sign_in_lock: config.signInLock,
    rate_limit: {
      window_seconds: config.rateLimit.windowMs / 1000,
      max: config.rateLimit.max,
      auth_max: config.rateLimit.authMax,
    },
    import_max_bytes: config.importMaxBytes,
    allowed_origins: config.allowedOrigins,
    log_level: config.logLevel,
    log_files: { text: Boolean(config.logFiles.text), access: Boolean(config.logFiles.access) },
    slow_request_ms: config.slowRequestMs,
    slow_query_ms: config.slowQueryMs,
    retention_days: config.retentionDays,
    demo: config.demo,
    configured: {
      redis: Boolean(config.redisUrl),
      smtp: config.smtp !== null,
      alert_webhook: Boolean(config.alertWebhookUrl),
      venice_api: Boolean(config.ai.venice.apiKey),
      openai: Boolean(config.ai.openai.apiKey),
      debug_token: Boolean(config.debugToken),
      admin_bootstrap_token: Boolean(config.adminBootstrapToken),
      support_email: Boolean(config.supportEmail),
    },
  }
}
