import { z } from 'zod'

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')
const count = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.int().min(min).max(max))

const price = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'must be a price, e.g. 0.25')
  .transform(Number)

/** Every variable the server reads, with its check. `.env.example` explains each; a test compares the two. */
export const environmentSchema = z.object({
  NODE_ENV: z.string().optional(),
  ENVIRONMENT: z.string().optional(),
  RAILWAY_ENVIRONMENT_NAME: z.string().optional(),
  RAILWAY_GIT_COMMIT_SHA: z.string().optional(),
  DATABASE_URL: z.string().optional(),
  POSTGRES_URL: z.string().optional(),
  POSTGRES_DATABASE_URL: z.string().optional(),
  PGHOST: z.string().optional(),
  PGPORT: z.string().optional(),
  PGUSER: z.string().optional(),
  PGPASSWORD: z.string().optional(),
  PGDATABASE: z.string().optional(),
  HOST: z.string().optional(),
  PORT: count(0, 65535).optional(),
  WEB_CONCURRENCY: count(1, 64).optional(),
  UVICORN_WORKERS: count(1, 64).optional(),
  SERVER_TIMEOUT: count(5, 3600).optional(),
  UVICORN_TIMEOUT: count(5, 3600).optional(),
  REQUEST_TIMEOUT: count(1, 600).optional(),
  MAX_REQUESTS_IN_FLIGHT: count(1, 100_000).optional(),
  DRAIN_TIMEOUT: count(1, 300).optional(),
  SECRET_KEY: z.string().optional(),
  ACCESS_TOKEN_EXPIRE_MINUTES: count(1, 1440).optional(),
  REFRESH_TOKEN_EXPIRE_DAYS: count(1, 90).optional(),
  ALLOW_PUBLIC_REGISTRATION: flag.optional(),
  ADMIN_BOOTSTRAP_TOKEN: z.string().min(16).optional(),
  SIGN_IN_LOCK_AFTER: count(3, 100).optional(),
  SIGN_IN_LOCK_MINUTES: count(1, 1440).optional(),
  ALLOWED_ORIGINS: z.string().optional(),
  FRONTEND_URL: z.string().optional(),
  RAILWAY_PUBLIC_DOMAIN: z.string().optional(),
  RATE_LIMIT_WINDOW_MS: count(1000, 86_400_000).optional(),
  RATE_LIMIT_MAX_REQUESTS: count(1, 100_000_000).optional(),
  AUTH_RATE_LIMIT_MAX_REQUESTS: count(1, 1_000_000).optional(),
  DATABASE_POOL_PROFILE: z.enum(['direct', 'proxy']).optional(),
  DATABASE_POOL_SIZE: count(1, 500).optional(),
  DATABASE_POOL_MAX_OVERFLOW: count(0, 500).optional(),
  DATABASE_POOL_MAX: count(1, 500).optional(),
  DATABASE_POOL_TIMEOUT: count(1, 60).optional(),
  DATABASE_POOL_RECYCLE: count(5, 86_400).optional(),
  DATABASE_ALLOW_LOCALHOST: flag.optional(),
  RUN_MIGRATIONS_ON_START: flag.optional(),
  REDIS_URL: z.string().optional(),
  IMPORT_MAX_BYTES: count(1000, 2_000_000_000).optional(),
  DEFAULT_PHONE_REGION: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a two-letter country code')
    .optional(),
  DEBUG_TOKEN: z.string().min(16).optional(),
  TRUST_PROXY: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  LOG_FILE: z.string().optional(),
  ACCESS_LOG: z.string().optional(),
  LOG_FILE_MAX_MB: count(1, 10_000).optional(),
  LOG_FILES_KEPT: count(1, 1000).optional(),
  SLOW_REQUEST_MS: count(1, 600_000).optional(),
  SLOW_QUERY_MS: count(1, 600_000).optional(),
  ALERT_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: count(1, 65535).optional(),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_SECURE: flag.optional(),
  FROM_EMAIL: z.email().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_MODEL: z.string().max(200).optional(),
  VENICE_API_KEY: z.string().optional(),
  VENICE_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  VENICE_MODEL: z.string().max(200).optional(),
  AI_TIMEOUT: count(1, 25).optional(),
  AI_PRICE_INPUT: price.optional(),
  AI_PRICE_OUTPUT: price.optional(),
  AUDIT_RETENTION_DAYS: count(1, 3650).optional(),
  NOTIFICATION_RETENTION_DAYS: count(1, 3650).optional(),
  SUPPORT_EMAIL: z.email().optional(),
  SEED_DEMO: flag.optional(),
  LEADGLASS_EMBEDDED_DB: flag.optional(),
  WEB_DIST: z.string().optional(),
})

export type Environment = z.output<typeof environmentSchema>
