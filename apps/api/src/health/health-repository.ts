import type { Database, Db } from '../db/db.ts'
import { listMigrationRecords } from '../db/migration-records.ts'
import { statement } from '../db/sql.ts'

/** One real round trip through the pool; gives up on its own, so that no check holds a connection (R001). */
export async function pingDatabase(db: Database, timeoutMs: number): Promise<void> {
  // `query_timeout` is read from here before the pool's own, though its types do not say so.
  const query: { text: string; query_timeout: number } = { text: 'select 1', query_timeout: timeoutMs }
  await db.pool.query(query)
}

export type MigrationState = {
  status: 'applied' | 'pending' | 'failed' | 'unknown'
  /** Names of what this version has and the database has not. */
  pending: string[]
}

/** Compares the migrations of this version with those of the database. More in the database is a newer neighbour. */
export async function findMigrationState(db: Database, names: readonly string[]): Promise<MigrationState> {
  const records = await listMigrationRecords(db.pool)
  const finished = new Set(records.filter((record) => record.finishedAt).map((record) => record.name))
  const pending = names.filter((name) => !finished.has(name))
  if (records.some((record) => !record.finishedAt)) return { status: 'failed', pending }
  return { status: pending.length > 0 ? 'pending' : 'applied', pending }
}

export type ServiceFacts = {
  /** A replica, or a database that was closed for writing. */
  read_only: boolean
  /** Of the last 24 hours. */
  uptime_percent: number | null
  /** Of the last hour: answers 500 and above. `unavailable` are those of them that are 503. */
  error_rate_percent: number | null
}

const facts = statement<ServiceFacts>(
  'health_find_facts',
  `select current_setting('transaction_read_only') = 'on' as read_only,
          (select round(100.0 * sum(database_ok) / nullif(sum(database_ok + database_failed), 0), 2)
             from service_minutes where minute > now() - interval '24 hours') as uptime_percent,
          (select round(100.0 * sum(server_errors) / nullif(sum(requests), 0), 2)
             from service_minutes where minute > now() - interval '1 hour') as error_rate_percent`,
)

export const noFacts: ServiceFacts = { read_only: false, uptime_percent: null, error_rate_percent: null }

export async function findServiceFacts(db: Db): Promise<ServiceFacts> {
  const [row] = await db.sql(facts)
  return row ?? noFacts
}
