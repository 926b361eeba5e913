import type { LeadListQuery } from '@leadglass/contracts/leads.ts'

/** A condition on `l` with one value; the value's place is put in, never the value. */
export type Filter = { name: string; sql: (place: string) => string; value: unknown }

/** The filters of a list but for its search, each an allow-listed condition. */
export function filtersOf(query: LeadListQuery): Filter[] {
  const owner = query.owner_id ?? query.assignee_id
  const { classification } = query
  const given: (Filter | null)[] = [
    filter(
      'class',
      classification === 'all' ? undefined : classification,
      (p) => `l.classification = ${p}::classification`,
    ),
    filter('status', query.status, (p) => `l.status = ${p}::lead_status`),
    filter('source', query.source, (p) => `l.source = ${p}`),
    filter('owner', owner, (p) => `l.owner_id = ${p}::uuid`),
    // Said in two ways, because only a plain "is null" follows the index by owner.
    filter(
      'unassigned',
      query.unassigned === true ? true : undefined,
      (p) => `l.owner_id is null and ${p}::boolean`,
    ),
    filter(
      'assigned',
      query.unassigned === false ? true : undefined,
      (p) => `l.owner_id is not null and ${p}::boolean`,
    ),
    filter('min_score', query.min_score, (p) => `l.current_score >= ${p}::int`),
    filter('max_score', query.max_score, (p) => `l.current_score <= ${p}::int`),
    filter('created_from', query.created_from, (p) => `l.created_at >= ${p}::date`),
    filter('created_to', query.created_to, (p) => `l.created_at < ${p}::date + 1`),
  ]
  return given.filter((entry) => entry !== null)
}

function filter(name: string, value: unknown, sql: Filter['sql']): Filter | null {
  return value === undefined ? null : { name, sql, value }
}

/** What a search looks for, as a pattern of LIKE in lower case; null without one. */
export function searchPatternOf({ search }: LeadListQuery): string | null {
  return search === undefined ? null : `%${escapeLike(search.toLowerCase())}%`
}

/** `%`, `_` and `\` stand for themselves in a search. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}
