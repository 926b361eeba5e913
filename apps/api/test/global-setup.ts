import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connect } from '../src/db/db.ts'
import { startTemporaryPostgres } from '../src/db/embedded-postgres.ts'
import { migrate } from '../src/db/migrate.ts'
import { ensureActiveModel } from '../src/scoring/ensure-active-model.ts'

const TEMPLATE = 'leadglass_template'

declare module 'vitest' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to from outside.
  export interface ProvidedContext {
    testDatabase: { adminUrl: string; template: string }
  }
}

/** One PostgreSQL for the whole run, with one migrated database in it that every test file clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTemporaryPostgres({ settings: { max_connections: 300 } })
  try {
    const template = new URL(server.url)
    template.pathname = TEMPLATE
    await createTemplate(server.url, template.href)
    project.provide('testDatabase', { adminUrl: server.url, template: TEMPLATE })
  } catch (error) {
    await server.stop()
    throw error
  }
  return () => server.stop()
}

async function createTemplate(adminUrl: string, templateUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${TEMPLATE}`)
  await admin.end()
  const db = connect({ url: templateUrl, max: 1, onIdleError: () => {} })
  try {
    await migrate(db.pool, { directory: path.resolve(import.meta.dirname, '../../../prisma/migrations') })
    await ensureActiveModel(db)
  } finally {
    await db.close()
  }
}
