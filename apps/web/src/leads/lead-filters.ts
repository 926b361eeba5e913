import { leadSorts, leadStatuses } from '@leadglass/contracts/leads.ts'
import { classifications } from '@leadglass/contracts/scoring.ts'

/** What the list of leads shows, as it stands in the URL and goes to the API. Absent means everything. */
export type LeadFilters = {
  search?: string
  classification?: (typeof classifications)[number]
  status?: (typeof leadStatuses)[number]
  source?: string
  owner_id?: string
  unassigned?: 'true'
  min_score?: string
  max_score?: string
  created_from?: string
  created_to?: string
  sort?: (typeof leadSorts)[number]
  order?: 'asc' | 'desc'
}

export type LeadFilterName = Exclude<keyof LeadFilters, 'sort' | 'order'>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const day = /^\d{4}-\d{2}-\d{2}$/

/** Reads the filters of a URL; what does not make sense is dropped, so that an old link still opens. */
export function readLeadFilters(search: Record<string, unknown>): LeadFilters {
  const filters: LeadFilters = {
    search: text(search.search, 100),
    classification: oneOf(classifications, search.classification),
    status: oneOf(leadStatuses, search.status),
    source: text(search.source, 60),
    owner_id: matching(uuid, search.owner_id),
    unassigned: oneOf(['true'] as const, search.unassigned),
    min_score: score(search.min_score),
    max_score: score(search.max_score),
    created_from: matching(day, search.created_from),
    created_to: matching(day, search.created_to),
    sort: oneOf(leadSorts, search.sort),
    order: oneOf(['asc', 'desc'] as const, search.order),
  }
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
}

function text(value: unknown, max: number): string | undefined {
  const trimmed = typeof value === 'string' ? value.trim().slice(0, max) : ''
  return trimmed === '' ? undefined : trimmed
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((candidate) => candidate === value)
}

function matching(pattern: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined
}

function score(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{1,3}$/.test(value) && Number(value) <= 100 ? value : undefined
}

/** The names of the filters that narrow the list (sorting does not). */
export function activeFilters(filters: LeadFilters): LeadFilterName[] {
  return (Object.keys(filters) as (keyof LeadFilters)[]).filter(
    (name): name is LeadFilterName => name !== 'sort' && name !== 'order' && filters[name] !== undefined,
  )
}
