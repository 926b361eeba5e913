import { formatDay, formatMoment } from '../lib/format-date.ts'
import { roleWords } from '../lib/role-words.ts'
import type { AuditFilterName, AuditFilters, AuditGroup } from './audit-filters.ts'

export const groupWords: Record<AuditGroup, string> = {
  refusals: 'Refusals and alarms',
  sign_ins: 'Sign-ins and sessions',
  leads: 'Changes of leads',
  notes: 'Notes',
  assignments: 'Assignments',
  users: 'Users',
  data: 'Imports and exports',
  scoring: 'Scoring and verdicts',
}

export const kindWords: Record<NonNullable<AuditFilters['entity_type']>, string> = {
  lead: 'Lead',
  note: 'Note',
  assignment: 'Assignment',
  user: 'User',
  session: 'Session',
  import: 'Import',
  export: 'Export',
  operation: 'Operation',
  scoring: 'Scoring',
  learned_model: 'Learned model',
  job: 'Background job',
}

/** A filter as a reader would say it. */
export function filterWords(
  name: AuditFilterName,
  filters: AuditFilters,
  names: ReadonlyMap<string, string>,
): string {
  const { group, entity_type, actor_id = '', from, to } = filters
  const words: Record<AuditFilterName, () => string> = {
    search: () => `Name: “${filters.search}”`,
    group: () => (group ? groupWords[group] : ''),
    actor_id: () => `By ${names.get(actor_id) ?? 'one person'}`,
    entity_type: () => `About: ${entity_type ? kindWords[entity_type].toLowerCase() : ''}`,
    entity_id: () => 'About one record',
    from: () => `Since ${formatDay(`${from}T12:00:00`)}`,
    to: () => `Until ${formatDay(`${to}T12:00:00`)}`,
  }
  return words[name]()
}

const fieldNames: Record<string, string> = {
  is_active: 'Active',
  is_primary: 'In charge',
  note_type: 'Kind of note',
  author_name: 'Author',
  owner_name: 'Owner',
  owner_id: 'Owner',
  rep: 'Sales rep',
  rep_id: 'Sales rep',
  email: 'E-mail',
  needed_role: 'Role it needs',
  count: 'Number in that minute',
  sessions: 'Sessions ended',
  sessions_ended: 'Sessions ended',
  current_score: 'Score',
  user_id: 'User',
}

/** `company_size` → `Company size`, `metadata.plan` → `plan`. */
export function fieldWord(name: string): string {
  if (name.startsWith('metadata.')) return name.slice('metadata.'.length)
  if (name.startsWith('filter.')) return `Filter: ${name.slice('filter.'.length).replaceAll('_', ' ')}`
  const words = fieldNames[name] ?? name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const codes: Record<string, string> = {
  ...roleWords,
  wrong_password: 'wrong password',
  wrong_current_password: 'wrong current password',
  unknown_user: 'no such user',
  account_disabled: 'the account is deactivated',
  account_locked: 'the account is locked',
  role_not_allowed: 'not for this role',
  not_allowed: 'not for this person',
  registration_closed: 'registration is closed',
}

const isoMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Only in these fields a value is a code; elsewhere it is what a person wrote. */
const codeFields = new Set(['reason', 'role', 'needed_role'])

export type Value = string | number | boolean | null | undefined

export function valueWord(
  field: string,
  value: Value,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number')
    return field === 'estimated_value' ? value.toLocaleString('en') : String(value)
  if (codeFields.has(field))
    return value
      .split(' or ')
      .map((code) => codes[code] ?? code)
      .join(' or ')
  if (isoMoment.test(value)) return formatMoment(value)
  return field.endsWith('_id') ? (names.get(value) ?? value) : value
}
