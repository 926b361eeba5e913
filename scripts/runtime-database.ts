import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../apps/api/src/db/embedded-postgres.ts'
import { migrate } from '../apps/api/src/db/migrate.ts'
import { embeddedDataDir, migrationsDir } from './paths.ts'
import { wantsDemoData, wantsEmbeddedDatabase } from './runtime-env.ts'
import { seedDemo } from './seed-demo.ts'

export type RuntimeDatabase = {
  /** What the application must be told about the database. */
  env: NodeJS.ProcessEnv
  exited: Promise<void>
  stop(): Promise<void>
}

/** The database that was named, or one of our own. */
export async function startRuntimeDatabase(env: NodeJS.ProcessEnv): Promise<RuntimeDatabase> {
  if (!wantsEmbeddedDatabase(env)) return { env: {}, exited: new Promise(() => {}), stop: async () => {} }
  const database = await startEmbeddedPostgres({ dataDir: embeddedDataDir, log: console.log })
  return {
    env: {
      DATABASE_URL: database.url,
      LEADGLASS_EMBEDDED_DB: '1',
      SECRET_KEY: env.SECRET_KEY || keptSecret(),
    },
    exited: database.exited,
    stop: database.stop,
  }
}

/** Migrates and fills a demo database. Any other one is migrated by the application itself when it starts. */
export async function prepareDemo(env: NodeJS.ProcessEnv): Promise<void> {
  if (!wantsDemoData(env) && env.LEADGLASS_EMBEDDED_DB !== '1') return
  if (['false', '0'].includes(env.RUN_MIGRATIONS_ON_START ?? '')) return
  const databaseUrl = databaseUrlOf(env)
  await migrateDatabase(databaseUrl)
  await seedDemo({ databaseUrl, log: console.log })
}

export async function migrateDatabase(connectionString: string): Promise<void> {
  const pool = new pg.Pool({ connectionString, max: 1 })
  pool.on('error', () => {})
  try {
    await migrate(pool, { directory: migrationsDir, log: console.log })
  } finally {
    await pool.end()
  }
}

/** For commands: runs the work on the database that was named, or on our own, which then lives as long as the work. */
export async function withRuntimeDatabase(
  env: NodeJS.ProcessEnv,
  work: (databaseUrl: string) => Promise<void>,
): Promise<void> {
  const database = await startRuntimeDatabase(env)
  try {
    await work(databaseUrlOf({ ...env, ...database.env }))
  } finally {
    await database.stop()
  }
}

// Kept beside the data, so that whoever is signed in stays so over a restart.
function keptSecret(): string {
  const file = path.join(path.dirname(embeddedDataDir), 'secret-key')
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

// An empty text leaves everything to the PG* variables, which pg reads itself.
function databaseUrlOf(env: NodeJS.ProcessEnv): string {
  return env.DATABASE_URL || env.POSTGRES_URL || env.POSTGRES_DATABASE_URL || ''
}
