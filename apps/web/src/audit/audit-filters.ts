import type { AuditEntityType } from '@leadglass/contracts/audit.ts'

export const auditGroups = [
  'refusals',
  'sign_ins',
  'leads',
  'notes',
  'assignments',
  'users',
  'data',
  'scoring',
] as const
export type AuditGroup = (typeof auditGroups)[number]

export const auditKinds = [
  'lead',
  'note',
  'assignment',
  'user',
  'session',
  'import',
  'export',
  'operation',
  'scoring',
  'learned_model',
  'job',
] as const satisfies readonly AuditEntityType[]

/** What the audit log shows, as it stands in the URL. Absent means everything. */
export type AuditFilters = {
  search?: string
  group?: AuditGroup
  actor_id?: string
  entity_type?: (typeof auditKinds)[number]
  entity_id?: string
  /** Days of the reader, both included. */
  from?: string
  to?: string
}
export type AuditFilterName = keyof AuditFilters

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads the filters of a URL; what does not make sense is dropped, so that an old link still opens. */
export function readAuditFilters(search: Record<string, unknown>): AuditFilters {
  const words = typeof search.search === 'string' ? search.search.trim().slice(0, 100) : ''
  const filters: AuditFilters = {
    search: words === '' ? undefined : words,
    group: auditGroups.find((group) => group === search.group),
    actor_id: matching(uuid, search.actor_id),
    entity_type: auditKinds.find((kind) => kind === search.entity_type),
    entity_id: matching(uuid, search.entity_id),
    from: day(search.from),
    to: day(search.to),
  }
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
}

export function activeFilters(filters: AuditFilters): AuditFilterName[] {
  return (Object.keys(filters) as AuditFilterName[]).filter((name) => filters[name] !== undefined)
}

function matching(pattern: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined
}

function day(value: unknown): string | undefined {
  const text = matching(/^\d{4}-\d{2}-\d{2}$/, value)
  return text === undefined || Number.isNaN(Date.parse(text)) ? undefined : text
}
