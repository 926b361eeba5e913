import { isSystemActivity } from '@leadglass/contracts/activities.ts'
import type { LeadProfile } from '@leadglass/contracts/leads.ts'
import type { ActivityFact, FieldValue, LeadFacts } from '@leadglass/scoring'

/** What the rules may ask of a lead's profile; `metadata` is read as `metadata.<key>`. */
export type ScoredProfile = LeadProfile & { status: string; created_at: string }

/** A lead as the engine knows it. What the product wrote into the timeline by itself is nothing that happened. */
export function leadFacts(profile: ScoredProfile, activities: readonly ActivityFact[]): LeadFacts {
  const { metadata, created_at, ...fields } = profile
  return {
    fields: { ...fields, ...prefixed(metadata) },
    activities: activities.filter(({ type }) => !isSystemActivity(type)),
    createdAt: Date.parse(created_at),
  }
}

function prefixed(metadata: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {}
  for (const key of Object.keys(metadata)) fields[`metadata.${key}`] = metadata[key] ?? null
  return fields
}
