import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

export type ExportedFields = { id: string; industry: string | null; company_size: number | null }

const exported = statement<ExportedFields>(
  'list_exported_fields',
  'select id, industry, company_size from leads where id = any($1::uuid[])',
)

/** What an export shows beyond the list. */
export async function listExportedFields(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, ExportedFields>> {
  const rows = await db.sql(exported, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}
