import type { LeadListQuery } from '@leadglass/contracts/leads.ts'

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
