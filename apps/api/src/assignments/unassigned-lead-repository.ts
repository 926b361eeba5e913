import type { LeadItem } from '@leadglass/contracts/leads.ts'
import type { Page } from '@leadglass/contracts/paging.ts'
import type { Db } from '../db/db.ts'
import { type PageRequest, pageFrom } from '../db/paging.ts'
import { composedStatement } from '../db/sql.ts'

export type UnassignedLeadRow = Omit<LeadItem, 'owner'>

export const unassignedSort = 'unassigned:score'

/** Best first, over the partial index `leads_unassigned_idx`, whose condition stands here word by word. */
export async function listUnassigned(db: Db, page: PageRequest): Promise<Page<UnassignedLeadRow>> {
  const from = `from leads where owner_id is null and status not in ('won', 'lost')`
  const after = page.after ? 'and (current_score, id) < ($3::int, $4::uuid)' : ''
  const total = page.after ? '0' : `(select count(*)::int from (select 1 ${from} limit 10001) s)`
  const rows = await db.sql(
    composedStatement<UnassignedLeadRow & { total: number }>(
      `with page as (
         select id, name, email, phone, company, title, country, location, source, status, estimated_value,
                current_score, classification, last_activity_at, created_at
           ${from} ${after} order by current_score desc, id desc limit $1 offset $2
       ), counted as (select ${total} as total)
       select counted.total, page.* from counted left join page on true
        order by page.current_score desc, page.id desc`,
    ),
    [page.perPage + 1, page.offset, ...(page.after ?? [])],
  )
  const found = rows.filter((row) => row.id !== null).map(({ total: _, ...row }) => row)
  return pageFrom(found, rows[0]?.total ?? 0, page, unassignedSort, (row) => row.current_score)
}
