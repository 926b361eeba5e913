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
    await noticeDeadClient(client)
    await takeLock(client)
    await createRecordsTable(client)
    const records = await listMigrationRecords(client)
    refuseDivergence(files, records, log)
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

// A process that is killed inside a migration takes its lock along only when the server notices: while a statement
// runs, it looks after its client only if it is told to. Each of these exists on some servers and not on others.
async function noticeDeadClient(client: PoolClient): Promise<void> {
  await client.query(`SELECT set_config(name, value, false)
    FROM (VALUES ('client_connection_check_interval', '1s'), ('tcp_keepalives_idle', '10'),
                 ('tcp_keepalives_interval', '5'), ('tcp_keepalives_count', '3')) AS wanted(name, value)
   WHERE name IN (SELECT name FROM pg_settings WHERE context = 'user')`)
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

/**
 * After going back to an older version the database knows migrations that this version has no files for. Those newer
 * than its newest file are let be: they only add what it does not use (decision 005). Anything else is refused.
 */
function refuseDivergence(
  files: MigrationFile[],
  records: MigrationRecord[],
  log: (line: string) => void,
): void {
  const byName = new Map(files.map((file) => [file.name, file]))
  const newest = files.at(-1)?.name ?? ''
  for (const record of records) {
    const file = byName.get(record.name)
    if (!record.finishedAt) throw unfinished(record.name)
    if (!file && record.name < newest) throw missing(record.name)
    if (!file)
      log(`WARNING: this database has migration ${record.name} of a newer version of the application`)
    else if (file.checksum !== record.checksum) throw changed(record.name)
  }
}

function unfinished(name: string): MigrationError {
  return new MigrationError(
    'unfinished',
    `Migration ${name} was begun by another tool and never finished. Repair the database by hand, then mark it ` +
      `with "prisma migrate resolve --rolled-back ${name}" (to apply it again) or "--applied ${name}".`,
  )
}

function missing(name: string): MigrationError {
  return new MigrationError(
    'missing',
    `Migration ${name} is applied in this database but has no file, although newer ones have: its file was removed`,
  )
}

function changed(name: string): MigrationError {
  return new MigrationError(
    'changed',
    `Migration ${name} was changed after it was applied. Restore its file and make a new migration instead.`,
  )
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
