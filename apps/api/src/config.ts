import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { findDatabaseUrl } from './db/database-url.ts'
import { type Environment, environmentSchema } from './environment.ts'

export type Config = ReturnType<typeof readConfig>

/** The configuration is not usable; `problems` lists every reason. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly problems: string[]

  constructor(problems: string[]) {
    super(`Configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** Reads and checks the environment: the only reader of `process.env` in the server (C14, C15). */
export function readConfig(env: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  }
  const values = parsed.data
  const environment =
    values.RAILWAY_ENVIRONMENT_NAME ?? values.ENVIRONMENT ?? values.NODE_ENV ?? 'development'
  // Whatever Railway calls the environment, it is a deployment (R021).
  const isOnRailway = values.RAILWAY_ENVIRONMENT_NAME !== undefined
  const isProduction = isOnRailway || values.ENVIRONMENT === 'production' || values.NODE_ENV === 'production'
  const database = findDatabaseUrl(given)
  const workers = values.WEB_CONCURRENCY ?? values.UVICORN_WORKERS ?? (isProduction ? 2 : 1)
  const problems = isProduction ? productionProblems(values, database) : []
  if (problems.length > 0) throw new ConfigError(problems)
  return Object.freeze({
    environment,
    /** What each of the three variables that name the environment says. */
    environmentNames: {
      NODE_ENV: values.NODE_ENV ?? null,
      ENVIRONMENT: values.ENVIRONMENT ?? null,
      RAILWAY_ENVIRONMENT_NAME: values.RAILWAY_ENVIRONMENT_NAME ?? null,
    },
    commit: values.RAILWAY_GIT_COMMIT_SHA,
    isProduction,
    isOnRailway,
    host: values.HOST ?? '::',
    port: values.PORT ?? 8000,
    database,
    pool: readPool(values, workers),
    runMigrations: values.RUN_MIGRATIONS_ON_START ?? true,
    redisUrl: values.REDIS_URL,
    ...readProcesses(values, workers),
    secretKey: values.SECRET_KEY ?? randomBytes(32).toString('base64url'),
    accessTokenMinutes: values.ACCESS_TOKEN_EXPIRE_MINUTES ?? 15,
    refreshTokenDays: values.REFRESH_TOKEN_EXPIRE_DAYS ?? 7,
    publicRegistration: values.ALLOW_PUBLIC_REGISTRATION ?? !isProduction,
    adminBootstrapToken: values.ADMIN_BOOTSTRAP_TOKEN,
    signInLock: { after: values.SIGN_IN_LOCK_AFTER ?? 5, minutes: values.SIGN_IN_LOCK_MINUTES ?? 15 },
    allowedOrigins: readOrigins(values.ALLOWED_ORIGINS),
    frontendUrl: values.FRONTEND_URL,
    publicDomain: values.RAILWAY_PUBLIC_DOMAIN,
    rateLimit: {
      windowMs: values.RATE_LIMIT_WINDOW_MS ?? 15 * 60_000,
      max: values.RATE_LIMIT_MAX_REQUESTS ?? 1000,
      authMax: values.AUTH_RATE_LIMIT_MAX_REQUESTS ?? 10,
    },
    importMaxBytes: values.IMPORT_MAX_BYTES ?? 200_000_000,
    phoneRegion: values.DEFAULT_PHONE_REGION ?? 'US',
    debugToken: values.DEBUG_TOKEN,
    trustProxy: values.TRUST_PROXY ?? isProduction,
    ...readObservation(values),
    /** Demo users with a known password may exist: only with the embedded database, or asked for outside production. */
    demo: !isProduction && (values.LEADGLASS_EMBEDDED_DB === true || values.SEED_DEMO === true),
    webDist: values.WEB_DIST,
    /** Which variables are set (never their values), for /debug/database-url. */
    variablesSet: Object.keys(given),
  })
}

/**
 * The share of one process in the connections of the service (C04): `size` are kept open, `overflow` more may be
 * opened under load. DATABASE_POOL_MAX caps their sum before it is divided.
 */
function readPool(values: Environment, workers: number) {
  const [baseSize, baseOverflow] = values.DATABASE_POOL_PROFILE === 'proxy' ? [5, 5] : [20, 40]
  const wantedSize = values.DATABASE_POOL_SIZE ?? baseSize
  const cap = values.DATABASE_POOL_MAX ?? Number.POSITIVE_INFINITY
  const sum = Math.min(wantedSize + (values.DATABASE_POOL_MAX_OVERFLOW ?? baseOverflow), cap)
  const size = Math.max(1, Math.floor(Math.min(wantedSize, sum) / workers))
  return {
    size,
    overflow: Math.max(0, Math.floor(sum / workers) - size),
    timeoutMs: (values.DATABASE_POOL_TIMEOUT ?? 5) * 1000,
    recycleSeconds: values.DATABASE_POOL_RECYCLE ?? 300,
  }
}

/** How many processes share the work, and how long each waits for what. */
function readProcesses(values: Environment, workers: number) {
  return {
    /** Processes that serve requests; 1 means that there is no second process at all. */
    workers,
    /** How long a silent connection and the reading of one request may last. */
    serverTimeoutMs: (values.SERVER_TIMEOUT ?? values.UVICORN_TIMEOUT ?? 120) * 1000,
    /** How long the answer to a request may take. */
    requestTimeoutMs: (values.REQUEST_TIMEOUT ?? 30) * 1000,
    /** Of this process: its share of the whole. */
    maxRequestsInFlight: Math.ceil((values.MAX_REQUESTS_IN_FLIGHT ?? 1000) / workers),
    /** How long running requests may take to end after SIGTERM. */
    drainMs: (values.DRAIN_TIMEOUT ?? 10) * 1000,
  }
}

/** What is logged, where to, and who is told. */
function readObservation(values: Environment) {
  return {
    logLevel: values.LOG_LEVEL ?? 'info',
    logFiles: {
      text: values.LOG_FILE,
      access: values.ACCESS_LOG,
      maxBytes: (values.LOG_FILE_MAX_MB ?? 50) * 1_048_576,
      kept: values.LOG_FILES_KEPT ?? 5,
    },
    slowRequestMs: values.SLOW_REQUEST_MS ?? 1000,
    slowQueryMs: values.SLOW_QUERY_MS ?? 1000,
    alertWebhookUrl: values.ALERT_WEBHOOK_URL,
    smtp: readSmtp(values),
    ai: {
      openai: {
        apiKey: values.OPENAI_API_KEY,
        baseUrl: values.OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
        model: values.OPENAI_MODEL ?? 'gpt-4.1-mini',
      },
      venice: {
        apiKey: values.VENICE_API_KEY,
        baseUrl: values.VENICE_BASE_URL ?? 'https://api.venice.ai/api/v1',
        model: values.VENICE_MODEL ?? 'llama-3.3-70b',
      },
      /** How long a text may take, tries included. */
      timeoutMs: (values.AI_TIMEOUT ?? 15) * 1000,
      prices: { input: values.AI_PRICE_INPUT ?? null, output: values.AI_PRICE_OUTPUT ?? null },
    },
    retentionDays: {
      audit: values.AUDIT_RETENTION_DAYS ?? 365,
      notifications: values.NOTIFICATION_RETENTION_DAYS ?? 90,
    },
    supportEmail: values.SUPPORT_EMAIL,
  }
}

/** Null when no mail server is configured: then no mail is sent. */
function readSmtp(values: Environment) {
  if (!values.SMTP_HOST) return null
  return {
    host: values.SMTP_HOST,
    port: values.SMTP_PORT ?? (values.SMTP_SECURE ? 465 : 587),
    user: values.SMTP_USER,
    password: values.SMTP_PASSWORD,
    secure: values.SMTP_SECURE ?? false,
    from: values.FROM_EMAIL ?? values.SMTP_USER ?? `leadglass@${values.SMTP_HOST}`,
  }
}

function productionProblems(values: Environment, database: ReturnType<typeof findDatabaseUrl>): string[] {
  const problems: string[] = []
  if (!database.url) {
    problems.push('DATABASE_URL is required in production: postgresql://user:password@host:5432/database')
  } else if (database.problem === 'invalid_url') {
    problems.push('DATABASE_URL is not a valid URL: postgresql://user:password@host:5432/database')
  } else if (database.isLocalhost && !values.DATABASE_ALLOW_LOCALHOST) {
    problems.push(
      'DATABASE_URL points at localhost, where a production container has no database ' +
        '(DATABASE_ALLOW_LOCALHOST=1 if the database really runs on this host)',
    )
  }
  if (!values.SECRET_KEY || values.SECRET_KEY.length < 32) {
    problems.push('SECRET_KEY is required in production and must be at least 32 characters')
  }
  return problems
}

/** Origins that browsers may call from, as a list with commas or in JSON. */
function readOrigins(value: string | undefined): string[] {
  if (!value) return []
  const origins = splitList(value).map((origin) => origin.trim().replace(/\/$/, ''))
  const wrong = origins.filter((origin) => !isOrigin(origin))
  if (wrong.length === 0) return origins
  throw new ConfigError([
    `ALLOWED_ORIGINS: ${wrong.join(', ')} is not an origin; each is like https://app.example.com, without a wildcard`,
  ])
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && !text.includes('*')
}

function splitList(value: string): string[] {
  if (!value.trim().startsWith('[')) return value.split(',').filter((part) => part.trim())
  try {
    return z.array(z.string()).parse(JSON.parse(value))
  } catch {
    throw new ConfigError(['ALLOWED_ORIGINS: is neither a list with commas nor a JSON list of texts'])
  }
}
