import { randomUUID } from 'node:crypto'
import type { ClientBase } from 'pg'
import type { MigrationFile } from './migration-files.ts'

export type MigrationRecord = { name: string; checksum: string; finishedAt: Date | null }

/** What was applied, or begun, on this database; nothing where no migration ever ran. */
export async function listMigrationRecords(db: Pick<ClientBase, 'query'>): Promise<MigrationRecord[]> {
  const { rows: tables } = await db.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists")
  if (!tables[0].exists) return []
  const { rows } = await db.query<MigrationRecord>(
    `SELECT migration_name AS name, checksum, finished_at AS "finishedAt"
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  )
  return rows
}

// Table and rows are exactly those of `prisma migrate`, so that its `status` and `deploy` can read them.
export async function createRecordsTable(db: ClientBase): Promise<void> {
  await db.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`)
}

export async function insertMigrationRecord(
  db: ClientBase,
  file: MigrationFile,
  startedAt: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
    [randomUUID(), file.checksum, file.name, startedAt],
  )
}
