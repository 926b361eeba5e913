import type { LeadListQuery } from '@leadglass/contracts/leads.ts'
import type { Db } from '../db/db.ts'
import type { PageRequest } from '../db/paging.ts'
import { statement } from '../db/sql.ts'
import { filtersOf, searchPatternOf } from './lead-filters.ts'
import type { LeadSort } from './lead-list-order.ts'
import { type LeadItemRow, listStatement } from './lead-list-statement-repository.ts'
import type { LeadScope } from './lead-repository.ts'

/** One page of leads with the capped count: one statement, prepared once for each combination of filters. */
export async function listLeadRows(
  db: Db,
  { actor, seesAll }: LeadScope,
  query: LeadListQuery,
  sort: LeadSort,
  page: PageRequest,
): Promise<{ rows: LeadItemRow[]; total: number }> {
  const pattern = searchPatternOf(query)
  const filters = filtersOf(query)
  const rows = await db.sql(
    listStatement({
      seesAll,
      filters,
      sort,
      isSearch: pattern !== null,
      isAfter: page.after !== null,
      isCounted: page.total === null,
    }),
    // In the order in which `listStatement` gives the places out.
    [
      ...(pattern === null ? [] : [pattern]),
      ...(seesAll ? [] : [actor.id]),
      ...filters.map(({ value }) => value),
      page.offset + page.perPage + 1,
      page.offset,
      ...(page.after ?? []),
    ],
  )
  const [first] = rows
  return { total: first?.total ?? 0, rows: first?.id ? rows : [] }
}

type ClassCounts = { total: number; hot: number; warm: number; cold: number; unassigned: number }

const classCounts = (where: string) => `select count(*)::int as total,
    (count(*) filter (where classification = 'hot'))::int as hot,
    (count(*) filter (where classification = 'warm'))::int as warm,
    (count(*) filter (where classification = 'cold'))::int as cold,
    (count(*) filter (where owner_id is null and status not in ('won', 'lost')))::int as unassigned
  from leads where ${where}`

const countAll = statement<ClassCounts>('count_all_leads', classCounts('true'))
const countOwn = statement<ClassCounts>(
  'count_own_leads',
  classCounts(
    `owner_id = $1 or id in (select lead_id from assignments where user_id = $1 and status = 'active')`,
  ),
)

/** Counts by class of all leads or of a rep's. */
export async function countLeadsByClass(db: Db, { actor, seesAll }: LeadScope): Promise<ClassCounts> {
  const [row] = await (seesAll ? db.sql(countAll) : db.sql(countOwn, [actor.id]))
  return row ?? { total: 0, hot: 0, warm: 0, cold: 0, unassigned: 0 }
}

/** Jumps from source to source along the index instead of reading every lead. */
const distinctSources = statement<{ source: string }>(
  'list_lead_sources',
  `with recursive step as (
     (select source from leads order by source, id limit 1)
     union all
     select (select l.source from leads l where l.source > step.source order by l.source, l.id limit 1)
       from step where step.source is not null
   )
   select source from step where source is not null limit 200`,
)

/** The sources in use, in alphabetical order. */
export async function listSources(db: Db): Promise<string[]> {
  return (await db.sql(distinctSources)).map((row) => row.source)
}
