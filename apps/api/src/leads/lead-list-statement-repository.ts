import type { LeadStatus } from '@leadglass/contracts/leads.ts'
import type { Classification } from '@leadglass/contracts/scoring.ts'
import { composedStatement, type Statement } from '../db/sql.ts'
import type { Filter } from './lead-filters.ts'
import type { LeadSort } from './lead-list-order.ts'
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

/** What of a list decides its text; the values are given each time. */
export type ListShape = {
  readonly seesAll: boolean
  readonly filters: readonly Filter[]
  readonly sort: LeadSort
  readonly isSearch: boolean
  /** Starts after a row. */
  readonly isAfter: boolean
  readonly isCounted: boolean
}

type ListStatement = Statement<LeadItemRow & { total: number }>

const known = new Map<string, ListStatement>()

/** The statement of a list, put together once for each shape: places for pattern, caller, filters, limits, cursor. */
export function listStatement(shape: ListShape): ListStatement {
  const { seesAll, filters, sort, isSearch, isAfter, isCounted } = shape
  const flags = [seesAll, isSearch, isAfter, isCounted].map(Number).join('')
  const key = `${flags} ${sort.key} ${filters.map(({ name }) => name).join()}`
  const made = known.get(key) ?? composedStatement(textOf(shape))
  known.set(key, made)
  return made
}

function textOf({ seesAll, filters, sort, isSearch, isAfter, isCounted }: ListShape): string {
  let places = 0
  const place = () => `$${++places}`
  const search = isSearch ? searchIn(place()) : null
  const branches = seesAll ? ['true'] : branchesOf(place())
  const conditions = filters.map(({ sql }) => ` and ${sql(place())}`).join('')
  const [wanted, offset] = [place(), place()]
  const after = isAfter ? ` and ${keyset(sort, place(), place())}` : ''
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
  const total =
    search && seesAll && filters.length === 0
      ? search.size
      : `select count(*)::int as total from (${counting.join(' union all ')} limit 10001) c`
  return `with ${search ? `${search.withHits}, ` : ''}page as (
      select l.*, o.full_name as owner_name
        from (select * from (${parts.join(' union all ')}) l ${orderBy} limit ${wanted} offset ${offset}) l
        left join users o on o.id = l.owner_id
    ), counted as (${isCounted ? total : 'select 0 as total'})
    select counted.total, l.* from counted left join page l on true ${orderBy}`
}

/**
 * Where a rep's leads are, as conditions that each follow one index in sort order: the own ones and, apart, those the
 * rep helps with. One OR of the two would make the database sort every lead of the rep.
 */
function branchesOf(me: string): string[] {
  const helps = `select a.lead_id from assignments a where a.user_id = ${me} and a.status = 'active'
    and not a.is_primary`
  return [`l.owner_id = ${me}`, `l.owner_id is distinct from ${me} and l.id in (${helps})`]
}

function keyset(sort: LeadSort, value: string, id: string): string {
  const comparison = sort.order === 'asc' ? '>' : '<'
  return `(l.${sort.field}, l.id) ${comparison} (${value}::${sort.type}, ${id}::uuid)`
}
