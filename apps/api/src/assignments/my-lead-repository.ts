import type { MyLead, MyLeadsQuery } from '@leadglass/contracts/assignments.ts'
import type { Page } from '@leadglass/contracts/paging.ts'
import type { Db } from '../db/db.ts'
import { type PageRequest, pageFrom } from '../db/paging.ts'
import { composedStatement } from '../db/sql.ts'

/** `id` is what the list is ordered by after the score. */
export type MyLeadRow = MyLead & { id: string }

type MyLeads = { userId: string; sort: string; classification: MyLeadsQuery['classification'] }
type EndedLeads = MyLeads & { status: 'completed' | 'transferred' | 'all' }

const columns = `a.id as assignment_id, l.id as lead_id, l.name as lead_name, l.email as lead_email,
  l.phone as lead_phone, l.company as lead_company, l.title as lead_title, l.status as lead_status,
  l.current_score as lead_score, l.classification, l.estimated_value, a.status, a.is_primary, a.notes,
  a.assigned_at, a.ended_at, l.last_activity_at`

/**
 * Two ordered branches, so that a rep's first page never sorts all of the rep's leads: leads in charge of come in
 * order from `leads (owner_id, [classification,] current_score desc, id desc)` (whoever has the active primary
 * assignment is the owner), the few others from `assignments_helpers_idx`.
 */
export async function listActiveLeads(db: Db, mine: MyLeads, page: PageRequest): Promise<Page<MyLeadRow>> {
  const { byClass, after, values } = filtersOf(mine, page, 'l.id')
  const branch = (from: string) =>
    `(select l.id, ${columns} from ${from} ${byClass} ${after} order by l.current_score desc, l.id desc limit $2::int + $3::int)`
  const counting = (primary: string) =>
    byClass
      ? `select 1 from assignments a join leads l on l.id = a.lead_id
          where a.user_id = $1 and a.status = 'active' and ${primary} ${byClass}`
      : `select 1 from assignments a where a.user_id = $1 and a.status = 'active' and ${primary}`
  const text = `with page as (
      select * from (
        ${branch(`leads l join assignments a on a.lead_id = l.id and a.user_id = $1 and a.status = 'active'
                   and a.is_primary where l.owner_id = $1`)}
        union all
        ${branch(`assignments a join leads l on l.id = a.lead_id
                  where a.user_id = $1 and a.status = 'active' and not a.is_primary`)}
      ) mine order by lead_score desc, id desc limit $2 offset $3
    ), ${countedOnce(counting('true'), page)}
    select counted.total, page.* from counted left join page on true order by page.lead_score desc, page.id desc`
  return readRows(db, text, values, mine.sort, page)
}

/** Assignments of any other status, over `assignments (user_id, status, lead_id)`; a lead may come twice. */
export async function listEndedLeads(db: Db, mine: EndedLeads, page: PageRequest): Promise<Page<MyLeadRow>> {
  const { byClass, after, values } = filtersOf(mine, page, 'a.id')
  // The status is one of the contract's words, never a value of the request.
  const byStatus = {
    all: '',
    completed: `and a.status = 'completed'`,
    transferred: `and a.status = 'transferred'`,
  }
  const from = `from assignments a join leads l on l.id = a.lead_id
     where a.user_id = $1 ${byStatus[mine.status]} ${byClass}`
  const text = `with page as (
      select a.id, ${columns} ${from} ${after} order by l.current_score desc, a.id desc limit $2 offset $3
    ), ${countedOnce(`select 1 ${from}`, page)}
    select counted.total, page.* from counted left join page on true order by page.lead_score desc, page.id desc`
  return readRows(db, text, values, mine.sort, page)
}

function filtersOf({ userId, classification }: MyLeads, page: PageRequest, id: 'l.id' | 'a.id') {
  const values: unknown[] = [userId, page.perPage + 1, page.offset]
  const isFiltered = classification !== undefined && classification !== 'all'
  const byClass = isFiltered ? `and l.classification = $${values.push(classification)}::classification` : ''
  const after = page.after
    ? `and (l.current_score, ${id}) < ($${values.push(page.after[0])}::int, $${values.push(page.after[1])}::uuid)`
    : ''
  return { byClass, after, values }
}

function countedOnce(counting: string, page: PageRequest): string {
  return page.after
    ? 'counted as (select 0 as total)'
    : `counted as (select count(*)::int as total from (${counting} limit 10001) s)`
}

async function readRows(db: Db, text: string, values: unknown[], sort: string, page: PageRequest) {
  const rows = await db.sql(composedStatement<MyLeadRow & { total: number }>(text), values)
  const found = rows.filter((row) => row.id !== null).map(({ total: _, ...row }) => row)
  return pageFrom(found, rows[0]?.total ?? 0, page, sort, (row) => row.lead_score)
}
