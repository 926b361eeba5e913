import { isSystemActivity } from '@leadglass/contracts/activities.ts'
import type { LeadProfile } from '@leadglass/contracts/leads.ts'
import type { ActivityFact, FieldValue, LeadFacts } from '@leadglass/scoring'

/** What the rules may ask of a lead's profile; `metadata` is read as `metadata.<key>`. */
export type ScoredProfile = LeadProfile & { status: string; created_at: string }

/**
 * A lead as the engine knows it: its profile, whatever else a row has, so that scores of now and of then rest on the
 * same fields. What the product wrote into the timeline by itself is nothing that happened.
 */
export function leadFacts(profile: ScoredProfile, activities: readonly ActivityFact[]): LeadFacts {
  return {
    fields: {
      name: profile.name,
      email: profile.email,
      phone: profile.phone,
      company: profile.company,
      title: profile.title,
      industry: profile.industry,
      company_size: profile.company_size,
      country: profile.country,
      location: profile.location,
      source: profile.source,
      status: profile.status,
      estimated_value: profile.estimated_value,
      ...prefixed(profile.metadata),
    },
    activities: activities.filter(({ type }) => !isSystemActivity(type)),
    createdAt: Date.parse(profile.created_at),
  }
}

function prefixed(metadata: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {}
  for (const key of Object.keys(metadata)) fields[`metadata.${key}`] = metadata[key] ?? null
  return fields
}
