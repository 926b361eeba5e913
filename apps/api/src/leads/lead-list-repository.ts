import type { LeadListQuery, LeadStatus } from '@leadglass/contracts/leads.ts'
import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { Db } from '../db/db.ts'
import type { PageRequest } from '../db/paging.ts'
import { composedStatement, statement } from '../db/sql.ts'
import { type Filter, filtersOf, searchPatternOf } from './lead-filters.ts'
import type { LeadScope } from './lead-repository.ts'
import { searchIn } from './lead-search-repository.ts'

export type LeadItemRow = {
  id: string
  name: string
  email: string | null
  phone: string | null
  company: string | null
  title: string | null
  country: string | null
  location: string | null
  source: string
  status: LeadStatus
  estimated_value: number | null
  owner_id: string | null
  owner_name: string | null
  current_score: number
  engagement_score: number
  buying_score: number
  fit_score: number
  classification: Classification
  last_activity_at: string | null
  created_at: string
}

const itemColumns = `l.id, l.name, l.email, l.phone, l.company, l.title, l.country, l.location, l.source, l.status,
  l.estimated_value, l.owner_id, l.current_score, l.engagement_score, l.buying_score, l.fit_score,
  l.classification, l.last_activity_at, l.created_at`

export type LeadSort = {
  /** Names the order in cursors. */
  key: string
  field: 'current_score' | 'created_at' | 'name' | 'source'
  /** Its type in the database. */
  type: (typeof sortCasts)[LeadSort['field']]
  order: 'asc' | 'desc'
}

const sortFields = {
  score: 'current_score',
  created_at: 'created_at',
  name: 'name',
  source: 'source',
} as const
const sortCasts = { current_score: 'int', created_at: 'timestamptz', name: 'text', source: 'text' } as const

/** The order of a list: best score first unless asked otherwise; texts start with A. */
export function sortOf(query: Pick<LeadListQuery, 'sort' | 'order'>): LeadSort {
  const sort = query.sort ?? 'score'
  const order = query.order ?? (sort === 'name' || sort === 'source' ? 'asc' : 'desc')
  const field = sortFields[sort]
  return { key: `leads:${sort}:${order}`, field, type: sortCasts[field], order }
}

type Values = unknown[]
const bind = (values: Values, value: unknown) => `$${values.push(value)}`

/**
 * Where the caller's leads are, as conditions that each follow one index in sort order: all leads; or the rep's own
 * and, apart, those the rep helps with. One OR of the two would make the database sort every lead of the rep.
 */
function branchesOf({ actor, seesAll }: LeadScope, values: Values): string[] {
  if (seesAll) return ['true']
  const me = bind(values, actor.id)
  const helps = `select a.lead_id from assignments a where a.user_id = ${me} and a.status = 'active'
    and not a.is_primary`
  return [`l.owner_id = ${me}`, `l.owner_id is distinct from ${me} and l.id in (${helps})`]
}

function conditionsOf(filters: readonly Filter[], values: Values): string {
  return filters.map(({ sql, value }) => ` and ${sql(bind(values, value))}`).join('')
}

/** One page of leads with the capped count: one statement, prepared for each combination of filters. */
export async function listLeadRows(
  db: Db,
  scope: LeadScope,
  query: LeadListQuery,
  sort: LeadSort,
  page: PageRequest,
): Promise<{ rows: LeadItemRow[]; total: number }> {
  const values: Values = []
  const pattern = searchPatternOf(query)
  const search = pattern === null ? null : searchIn(bind(values, pattern))
  const branches = branchesOf(scope, values)
  const filters = filtersOf(query)
  const conditions = conditionsOf(filters, values)
  const wanted = bind(values, page.offset + page.perPage + 1)
  const offset = bind(values, page.offset)
  const after = page.after ? ` and ${keyset(sort, page.after, values)}` : ''
  const orderBy = `order by l.${sort.field} ${sort.order}, l.id ${sort.order}`
  const everywhere = [{ from: 'leads l', where: 'true' }]
  const parts = (search?.toBest ?? everywhere).flatMap(({ from, where }) =>
    branches.map(
      (branch) =>
        `(select ${itemColumns} from ${from} where ${where} and ${branch}${conditions}${after} ${orderBy} limit ${wanted})`,
    ),
  )
  const counting = (search?.toAll ?? everywhere).flatMap(({ from, where }) =>
    branches.map((branch) => `select 1 from ${from} where ${where} and ${branch}${conditions}`),
  )
  const countsAllFound = search !== null && scope.seesAll && filters.length === 0
  const total = countsAllFound
    ? search.size
    : `select count(*)::int as total from (${counting.join(' union all ')} limit 10001) c`
  const text = `with ${search ? `${search.withHits}, ` : ''}page as (
      select l.*, o.full_name as owner_name
        from (select * from (${parts.join(' union all ')}) l ${orderBy} limit ${wanted} offset ${offset}) l
        left join users o on o.id = l.owner_id
    ), counted as (${page.total === null ? total : 'select 0 as total'})
    select counted.total, l.* from counted left join page l on true ${orderBy}`
  const rows = await db.sql(composedStatement<LeadItemRow & { total: number }>(text), values)
  return { total: rows[0]?.total ?? 0, rows: rows.filter((row) => row.id !== null).map(withoutTotal) }
}

function keyset(sort: LeadSort, [value, id]: readonly [string | number, string], values: Values): string {
  const comparison = sort.order === 'asc' ? '>' : '<'
  return `(l.${sort.field}, l.id) ${comparison} (${bind(values, value)}::${sort.type}, ${bind(values, id)}::uuid)`
}

function withoutTotal({ total: _, ...row }: LeadItemRow & { total: number }): LeadItemRow {
  return row
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
