import type { Pool, PoolClient } from 'pg'
import { type MigrationFile, readMigrationFiles } from './migration-files.ts'
import {
  createRecordsTable,
  insertMigrationRecord,
  listMigrationRecords,
  type MigrationRecord,
} from './migration-records.ts'

export type MigrateOptions = { directory: string; log?: (line: string) => void }
export type MigrateResult = { applied: string[]; alreadyApplied: number }

/** Why a database was not migrated. Nothing of the named migration remains in it. */
export class MigrationError extends Error {
  override name = 'MigrationError'
  readonly reason: 'busy' | 'changed' | 'missing' | 'unfinished' | 'failed'

  constructor(reason: MigrationError['reason'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

// Prisma's own key: its tools and this runner keep out of each other's way.
const MIGRATION_LOCK = 72707369
const LOCK_WAIT = '60s'
// A migration that waits for a table makes every later query on that table wait behind it.
const TABLE_LOCK_WAIT = '10s'
// The pool's limits are meant for requests; a migration may build an index for minutes.
const NO_CLIENT_TIMEOUT_MS = 2_147_483_647

/** Applies what is new, each migration in a transaction of its own. Any number of processes may call it at once. */
export async function migrate(
  pool: Pool,
  { directory, log = () => {} }: MigrateOptions,
): Promise<MigrateResult> {
  const files = readMigrationFiles(directory)
  const client = await pool.connect()
  // A connection lost between two statements: the next one fails and says so.
  client.on('error', () => {})
  try {
    await takeLock(client)
    await createRecordsTable(client)
    const records = await listMigrationRecords(client)
    refuseDivergence(files, records)
    const names = new Set(records.map((record) => record.name))
    const pending = files.filter((file) => !names.has(file.name))
    for (const file of pending) await apply(client, file, log)
    log(
      `migrations: ${pending.length} applied, ${records.length} already there; tables: ${await countTables(client)}`,
    )
    return { applied: pending.map((file) => file.name), alreadyApplied: records.length }
  } finally {
    // Closing the connection gives the lock back, and the session settings with it, whatever state it is in.
    client.release(true)
  }
}

/** Names of the migrations in `directory` that this database does not have. */
export async function pendingMigrations(pool: Pool, directory: string): Promise<string[]> {
  const records = await listMigrationRecords(pool)
  const finished = new Set(records.filter((record) => record.finishedAt).map((record) => record.name))
  return readMigrationFiles(directory)
    .map((file) => file.name)
    .filter((name) => !finished.has(name))
}

async function takeLock(client: PoolClient): Promise<void> {
  await client.query(`SET statement_timeout = 0; SET lock_timeout = '${LOCK_WAIT}'`)
  try {
    await unhurried(client, `SELECT pg_advisory_lock(${MIGRATION_LOCK})`)
  } catch (cause) {
    if ((cause as { code?: string }).code !== '55P03') throw cause
    throw new MigrationError('busy', `Another process has been migrating this database for ${LOCK_WAIT}`, {
      cause,
    })
  }
}

function refuseDivergence(files: MigrationFile[], records: MigrationRecord[]): void {
  const byName = new Map(files.map((file) => [file.name, file]))
  for (const { name, checksum, finishedAt } of records) {
    const file = byName.get(name)
    if (!finishedAt)
      throw new MigrationError(
        'unfinished',
        `Migration ${name} was begun by another tool and never finished. Repair the database by hand, then mark it ` +
          `with "prisma migrate resolve --rolled-back ${name}" (to apply it again) or "--applied ${name}".`,
      )
    if (!file)
      throw new MigrationError(
        'missing',
        `Migration ${name} is applied in this database but has no file: this is an older version of the application`,
      )
    if (file.checksum !== checksum)
      throw new MigrationError(
        'changed',
        `Migration ${name} was changed after it was applied. Restore its file and make a new migration instead.`,
      )
  }
}

async function apply(client: PoolClient, file: MigrationFile, log: (line: string) => void): Promise<void> {
  const startedAt = new Date()
  await client.query(`BEGIN; SET LOCAL lock_timeout = '${TABLE_LOCK_WAIT}'`)
  try {
    // One text without parameters: PostgreSQL itself separates the statements, functions and all.
    await unhurried(client, file.sql)
    await insertMigrationRecord(client, file, startedAt)
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {})
    throw new MigrationError('failed', `Migration ${file.name} failed: ${describe(cause, file.sql)}`, {
      cause,
    })
  }
  log(`migration ${file.name} applied in ${Date.now() - startedAt.getTime()} ms`)
}

function describe(cause: unknown, sql: string): string {
  const { message, position } = cause as { message: string; position?: string }
  return position ? `${message} (line ${sql.slice(0, Number(position)).split('\n').length})` : message
}

// `query_timeout` is read from here before the pool's own, though its types do not say so.
function unhurried(client: PoolClient, text: string) {
  const config: { text: string; query_timeout: number } = { text, query_timeout: NO_CLIENT_TIMEOUT_MS }
  return client.query(config)
}

async function countTables(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM information_schema.tables
      WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`,
  )
  return rows[0]?.count ?? 0
}
