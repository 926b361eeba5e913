const factColumns = [
  'name',
  'email',
  'phone',
  'company',
  'title',
  'industry',
  'company_size',
  'country',
  'location',
  'source',
  'estimated_value',
  'metadata',
]

/**
 * Keeps the profiles that an update of leads replaces, in the statement that makes it: of every row of `fresh` (id,
 * the profile, scored_at) whose lead had another one, valid until the moment of the score that the edit makes. What
 * was known of a lead at a moment can be told by them.
 */
export function profileReplacement(fresh: string, changes: { status: boolean }): string {
  const changed = changes.status ? [...factColumns, 'status'] : factColumns
  const listOf = (alias: string) => changed.map((column) => `${alias}.${column}`).join(', ')
  return `insert into lead_profile_versions (lead_id, valid_until, fields)
          select old.id, fresh.scored_at, ${profileOf('old', 'old.status')}
            from ${fresh} fresh join leads old on old.id = fresh.id
           where (${listOf('old')}) is distinct from (${listOf('fresh')})`
}

/** Of leads that come closed: until they were closed they were open, whatever else is unknown of that time. */
export function openProfileInsertion(fresh: string): string {
  return `insert into lead_profile_versions (lead_id, valid_until, fields)
          select id, closed_at, ${profileOf('fresh', `'new'`)} from ${fresh}
           where closed_at > created_at`
}

function profileOf(alias: string, status: string): string {
  const fields = factColumns.map((column) => `'${column}', ${alias}.${column}`).join(', ')
  return `jsonb_build_object(${fields}, 'status', ${status})`
}
