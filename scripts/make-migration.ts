import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startTemporaryPostgres } from '../apps/api/src/db/embedded-postgres.ts'
import { diffToSchema } from '../apps/api/src/db/schema-engine.ts'
import { withoutSqlOnlyIndexes } from '../apps/api/src/db/sql-only-indexes.ts'
import { migrationsDir, schemaFile } from './paths.ts'
import { migrateDatabase } from './runtime-database.ts'

/** Writes the migration that leads from the present migrations to schema.prisma; answers its file, if any. */
export async function makeMigration(name: string): Promise<string | null> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error('Usage: pnpm db:make <name_in_snake_case>')
  mkdirSync(migrationsDir, { recursive: true })
  const sql = await missingSql()
  if (!sql) return null
  const timestamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const file = path.join(migrationsDir, `${timestamp}_${name}`, 'migration.sql')
  mkdirSync(path.dirname(file))
  writeFileSync(file, `${sql}\n`)
  writeFileSync(path.join(migrationsDir, 'migration_lock.toml'), 'provider = "postgresql"\n')
  return file
}

// Our runner applies the migrations to a scratch database and Prisma's engine compares that with the schema. The
// engine cannot apply them itself: it cuts a script at every semicolon, those inside functions included.
async function missingSql(): Promise<string> {
  const scratch = await startTemporaryPostgres()
  try {
    await migrateDatabase(scratch.url)
    return withoutSqlOnlyIndexes(await diffToSchema(scratch.url, readFileSync(schemaFile, 'utf8')))
  } finally {
    await scratch.stop()
  }
}

if (import.meta.main) {
  const file = await makeMigration(process.argv[2] ?? '')
  console.log(file ? `Written: ${file}` : 'Nothing to do: the migrations lead to schema.prisma.')
}
