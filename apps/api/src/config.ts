import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { findDatabaseUrl } from './db/database-url.ts'

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')
const count = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.int().min(min).max(max))

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
  SECRET_KEY: z.string().optional(),
  ACCESS_TOKEN_EXPIRE_MINUTES: count(1, 1440).optional(),
  REFRESH_TOKEN_EXPIRE_DAYS: count(1, 90).optional(),
  ALLOW_PUBLIC_REGISTRATION: flag.optional(),
  ADMIN_BOOTSTRAP_TOKEN: z.string().min(16).optional(),
  ALLOWED_ORIGINS: z.string().optional(),
  RATE_LIMIT_WINDOW_MS: count(1000, 86_400_000).optional(),
  RATE_LIMIT_MAX_REQUESTS: count(1, 100_000_000).optional(),
  AUTH_RATE_LIMIT_MAX_REQUESTS: count(1, 1_000_000).optional(),
  DATABASE_POOL_MAX: count(1, 500).optional(),
  RUN_MIGRATIONS_ON_START: flag.optional(),
  IMPORT_MAX_BYTES: count(1000, 2_000_000_000).optional(),
  DEFAULT_PHONE_REGION: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a two-letter country code')
    .optional(),
  DEBUG_TOKEN: z.string().min(16).optional(),
  TRUST_PROXY: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  SEED_DEMO: flag.optional(),
  LEADGLASS_EMBEDDED_DB: flag.optional(),
  WEB_DIST: z.string().optional(),
})

export type Environment = z.output<typeof environmentSchema>
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
  const isProduction =
    values.RAILWAY_ENVIRONMENT_NAME !== undefined ||
    values.ENVIRONMENT === 'production' ||
    values.NODE_ENV === 'production'
  const database = findDatabaseUrl(given)
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
    host: values.HOST ?? '::',
    port: values.PORT ?? 8000,
    database,
    poolMax: values.DATABASE_POOL_MAX ?? 20,
    runMigrations: values.RUN_MIGRATIONS_ON_START ?? true,
    secretKey: values.SECRET_KEY ?? randomBytes(32).toString('base64url'),
    accessTokenMinutes: values.ACCESS_TOKEN_EXPIRE_MINUTES ?? 15,
    refreshTokenDays: values.REFRESH_TOKEN_EXPIRE_DAYS ?? 7,
    publicRegistration: values.ALLOW_PUBLIC_REGISTRATION ?? !isProduction,
    adminBootstrapToken: values.ADMIN_BOOTSTRAP_TOKEN,
    allowedOrigins: readOrigins(values.ALLOWED_ORIGINS),
    rateLimit: {
      windowMs: values.RATE_LIMIT_WINDOW_MS ?? 15 * 60_000,
      max: values.RATE_LIMIT_MAX_REQUESTS ?? 1000,
      authMax: values.AUTH_RATE_LIMIT_MAX_REQUESTS ?? 10,
    },
    importMaxBytes: values.IMPORT_MAX_BYTES ?? 200_000_000,
    phoneRegion: values.DEFAULT_PHONE_REGION ?? 'US',
    debugToken: values.DEBUG_TOKEN,
    trustProxy: values.TRUST_PROXY ?? isProduction,
    logLevel: values.LOG_LEVEL ?? 'info',
    /** Demo users with a known password may exist: only with the embedded database, or asked for outside production. */
    demo: !isProduction && (values.LEADGLASS_EMBEDDED_DB === true || values.SEED_DEMO === true),
    webDist: values.WEB_DIST,
    /** Which variables are set (never their values), for /debug/database-url. */
    variablesSet: Object.keys(given),
  })
}

function productionProblems(values: Environment, database: ReturnType<typeof findDatabaseUrl>): string[] {
  const problems: string[] = []
  if (!database.url) {
    problems.push('DATABASE_URL is required in production: postgresql://user:password@host:5432/database')
  } else if (database.problem === 'invalid_url') {
    problems.push('DATABASE_URL is not a valid URL: postgresql://user:password@host:5432/database')
  } else if (database.isLocalhost) {
    problems.push('DATABASE_URL points at localhost, where a production container has no database')
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
