import { existsSync } from 'node:fs'
import path from 'node:path'
import { loadEnvFile } from 'node:process'
import { rootDir } from './paths.ts'

const DATABASE_VARIABLES = ['DATABASE_URL', 'POSTGRES_URL', 'POSTGRES_DATABASE_URL', 'PGHOST']

/** The environment that the application will see: the shell's, then `.env`, then defaults for work on a laptop. */
export function readRuntimeEnv(): NodeJS.ProcessEnv {
  const envFile = path.join(rootDir, '.env')
  if (existsSync(envFile)) loadEnvFile(envFile)
  return { ...process.env, NODE_ENV: process.env.NODE_ENV || 'development', PORT: process.env.PORT || '8000' }
}

export function isProduction(env: NodeJS.ProcessEnv): boolean {
  return (
    Boolean(env.RAILWAY_ENVIRONMENT_NAME) || env.NODE_ENV === 'production' || env.ENVIRONMENT === 'production'
  )
}

/** Whether to bring our own PostgreSQL: never in production, and never beside a database that was named. */
export function wantsEmbeddedDatabase(env: NodeJS.ProcessEnv): boolean {
  return !isProduction(env) && DATABASE_VARIABLES.every((name) => !env[name])
}

/** Demo users share a published password, so they exist only where nobody else's data is. */
export function wantsDemoData(env: NodeJS.ProcessEnv): boolean {
  return !isProduction(env) && (wantsEmbeddedDatabase(env) || ['1', 'true'].includes(env.SEED_DEMO ?? ''))
}
