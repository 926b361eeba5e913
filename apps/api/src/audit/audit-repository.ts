import type { AuditFilterQuery, AuditLog } from '@leadglass/contracts/audit.ts'
import { maxCounted } from '@leadglass/contracts/paging.ts'
import { type AuditWrite, auditInsertion, auditValues } from '../db/audit-write.ts'
import type { Db } from '../db/db.ts'
import type { PageRequest } from '../db/paging.ts'
import { composedStatement, statement } from '../db/sql.ts'

const insertion = statement('insert_audit_log', auditInsertion(1))

export async function insertAuditLog(db: Db, entry: AuditWrite): Promise<void> {
  await db.sql(insertion, auditValues(entry))
}

export type AuditLogRow = Omit<AuditLog, 'actor'> & { actor_id: string | null; actor_name: string | null }

const columns = `id, created_at, action, actor_id, actor_name, entity_type, entity_id, entity_name, before, after,
  ip, user_agent, request_id`

type ListedRow = AuditLogRow & { total: number | null }
type Place = (value: unknown) => string

/** Newest first, over `audit_logs (created_at desc, id desc)` or one of its siblings. One row more than a page. */
export async function listAuditLogRows(
  db: Db,
  query: AuditFilterQuery,
  request: Pick<PageRequest, 'perPage' | 'offset' | 'after' | 'total'>,
): Promise<{ rows: AuditLogRow[]; total: number }> {
  const values: unknown[] = []
  const place: Place = (value) => `$${values.push(value)}`
  const filters = filtersOf(query, place)
  const start = request.after
    ? [
        ...filters,
        `(created_at, id) < (${place(request.after[0])}::timestamptz, ${place(request.after[1])}::uuid)`,
      ]
    : filters
  const counted =
    request.total !== null
      ? 'select null::int as total'
      : `select count(*)::int as total from (select 1 from audit_logs ${where(filters)} limit ${maxCounted + 1}) s`
  const listing = composedStatement<ListedRow>(
    `with page as (select ${columns} from audit_logs ${where(start)} order by created_at desc, id desc
                    limit ${place(request.perPage + 1)}::int offset ${place(request.offset)}::int),
          counted as (${counted})
     select counted.total, page.* from counted left join page on true order by created_at desc, id desc`,
  )
  const found = await db.sql(listing, values)
  const rows = found.filter((row) => row.id !== null).map(({ total: _, ...row }) => row)
  return { rows, total: found[0]?.total ?? 0 }
}

function where(conditions: string[]): string {
  return conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
}

function filtersOf(query: AuditFilterQuery, place: Place): string[] {
  const filters: string[] = []
  const { action, search, to } = query
  if (action?.length === 1) filters.push(`action = ${place(action[0])}`)
  else if (action) filters.push(`action = any(${place(action)}::text[])`)
  if (query.actor_id !== undefined) filters.push(`actor_id = ${place(query.actor_id)}::uuid`)
  if (query.entity_type !== undefined) filters.push(`entity_type = ${place(query.entity_type)}`)
  if (query.entity_id !== undefined) filters.push(`entity_id = ${place(query.entity_id)}::uuid`)
  if (query.from !== undefined) filters.push(`created_at >= ${place(query.from)}::timestamptz`)
  if (to !== undefined)
    filters.push(`created_at < ${place(to)}::timestamptz${to.includes('T') ? '' : " + interval '1 day'"}`)
  if (search !== undefined) {
    const pattern = place(`%${search.replaceAll(/[\\%_]/g, '\\$&')}%`)
    filters.push(`(actor_name ilike ${pattern} or entity_name ilike ${pattern})`)
  }
  return filters
}
