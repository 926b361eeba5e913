import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
// Its declaration of `testDatabase` is what types `inject`.
import type {} from './global-setup.ts'

export type TestDatabase = { url: string; drop(): Promise<void> }

/** A database of its own for a test file: migrated, without rows. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(`TEMPLATE ${inject('testDatabase').template}`)
}

/** A database without any table, for tests of the migrations themselves. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('')
}

async function createDatabase(how: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await runAsAdmin(`CREATE DATABASE ${name} ${how}`)
  const url = new URL(inject('testDatabase').adminUrl)
  url.pathname = name
  // By force: a pool that a failed test left open must not keep it.
  return { url: url.href, drop: () => runAsAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

async function runAsAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('testDatabase').adminUrl })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}
