import pg from 'pg'
import { isProduction, readRuntimeEnv } from './runtime-env.ts'

export type SeedDemoOptions = { databaseUrl: string; log: (line: string) => void }

/** Fills a migrated database with the demo company, once. */
export async function seedDemo({ databaseUrl, log }: SeedDemoOptions): Promise<void> {
  const generator = await import('../apps/api/src/demo/seed-demo.ts')
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  pool.on('error', () => {})
  try {
    await generator.seedDemo(pool, log)
  } finally {
    await pool.end()
  }
}

if (import.meta.main) {
  const { migrateDatabase, withRuntimeDatabase } = await import('./runtime-database.ts')
  const env = readRuntimeEnv()
  if (isProduction(env)) throw new Error('Demo data has published passwords: it is never put into production')
  await withRuntimeDatabase(env, async (databaseUrl) => {
    await migrateDatabase(databaseUrl)
    await seedDemo({ databaseUrl, log: console.log })
  })
}
