import pg from 'pg'
import { inject } from 'vitest'
import type { TestDatabase } from './test-database.ts'

/** Takes a database away, as an outage does: every connection is cut, none is let in. The answer brings it back. */
export async function takeAway(database: TestDatabase): Promise<() => Promise<void>> {
  const name = new URL(database.url).pathname.slice(1)
  await asAdmin(`alter database ${name} with allow_connections false`)
  await asAdmin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
  return () => asAdmin(`alter database ${name} with allow_connections true`)
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('testDatabase').adminUrl })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}
