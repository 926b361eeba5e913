import type { AuditFilterQuery } from '@leadglass/contracts/audit.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { csvText } from '../imports/csv-text.ts'
import { type AuditLogRow, listAuditLogRows } from './audit-repository.ts'
import { recordExport } from './record-export.ts'

const batchSize = 1_000

const columns = [
  'created_at',
  'action',
  'actor_id',
  'actor_name',
  'entity_type',
  'entity_id',
  'entity_name',
  'before',
  'after',
  'ip',
  'user_agent',
  'request_id',
  'id',
] as const

/** The filtered log as CSV, piece by piece; who took it stands in the log as well. */
export function exportAuditLogs(ctx: Context, db: Db, query: AuditFilterQuery): AsyncGenerator<string> {
  return recordExport(ctx, db, { action: 'audit_exported', filters: query }, walk(ctx, query))
}

async function* walk(ctx: Context, query: AuditFilterQuery) {
  yield { text: csvText([columns]), count: 0 }
  let after: readonly [string, string] | null = null
  for (;;) {
    const request = { perPage: batchSize - 1, offset: 0, after, total: 0 }
    const { rows } = await listAuditLogRows(ctx.db, query, request)
    const records = rows.map((row) => columns.map((column) => cellOf(row[column])))
    if (rows.length > 0) yield { text: csvText(records), count: rows.length }
    const last: AuditLogRow | undefined = rows.at(-1)
    if (rows.length < batchSize || !last) return
    after = [last.created_at, last.id]
  }
}

function cellOf(value: AuditLogRow[(typeof columns)[number]]): string | null {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}
