import type { AuditListQuery } from '@leadglass/contracts/audit.ts'
import type { Page } from '@leadglass/contracts/paging.ts'
import type { Context } from '../context.ts'
import { pageFrom, readPage } from '../db/paging.ts'
import { type AuditLogRow, listAuditLogRows } from './audit-repository.ts'

const sort = 'audit:created_at'

/** The audit log, filtered and paged: one statement (R066). */
export async function listAuditLogs(ctx: Context, query: AuditListQuery): Promise<Page<AuditLogRow>> {
  const request = readPage(query, sort, 'timestamptz')
  const { rows, total } = await listAuditLogRows(ctx.db, query, request)
  return pageFrom(rows, total, request, sort, (row) => row.created_at)
}
