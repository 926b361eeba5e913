import type { ActivityFact, FieldValue, LeadFacts } from '@leadglass/scoring'

/** What the rules may ask of a lead's profile; `metadata` is read as `metadata.<key>`. */
export type ScoredProfile = {
  name: string
  email: string | null
  phone: string | null
  company: string | null
  title: string | null
  industry: string | null
  company_size: number | null
  country: string | null
  location: string | null
  source: string
  status: string
  estimated_value: number | null
  metadata: Readonly<Record<string, FieldValue>>
  created_at: string
}

/** A lead as the engine knows it. */
export function leadFacts(profile: ScoredProfile, activities: readonly ActivityFact[]): LeadFacts {
  const { metadata, created_at, ...fields } = profile
  return {
    fields: { ...fields, ...prefixed(metadata) },
    activities,
    createdAt: Date.parse(created_at),
  }
}

function prefixed(metadata: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {}
  for (const key of Object.keys(metadata)) fields[`metadata.${key}`] = metadata[key] ?? null
  return fields
}
