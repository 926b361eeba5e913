import { isSystemActivity } from '@leadglass/contracts/activities.ts'
import type { ActivityFact, CompiledVersion, FieldValue, LeadFacts, Scorecard } from '@leadglass/scoring'
import type { BriefLead, ProfileColumn } from './impact-lead-repository.ts'

/** What versions ask of a lead: less is to be read than there is. */
export type NeededFacts = { columns: ProfileColumn[]; withMetadata: boolean; types: string[] }

/** Everything that the versions, with the scorecard that they share, may ask of a lead. */
export function neededFacts(
  versions: readonly CompiledVersion[],
  card: Scorecard | null,
  profileColumns: readonly ProfileColumn[],
): NeededFacts {
  const fields = new Set(versions.flatMap(({ model }) => model.rules.flatMap(fieldOf)))
  // A card asks for the e-mail address by its class, under another name.
  if (card) for (const field of ['email', ...card.features.map(({ name }) => name)]) fields.add(field)
  const types = new Set(versions.flatMap((version) => version.activityLimits.map(({ activity }) => activity)))
  return {
    columns: profileColumns.filter((column) => fields.has(column)),
    withMetadata: [...fields].some((field) => field.startsWith('metadata.')),
    types: [...types].filter((type) => !isSystemActivity(type)),
  }
}

function fieldOf(rule: CompiledVersion['model']['rules'][number]): string[] {
  return rule.kind === 'field' ? [rule.field] : []
}

/** How many activities a brief lead tells of. */
export function countBriefActivities({ activities }: BriefLead): number {
  if (activities === null) return 0
  let count = 1
  for (let at = activities.indexOf(','); at !== -1; at = activities.indexOf(',', at + 1)) count++
  return count
}

/** A lead as the engine knows it. Activities have no id: what two of the same moment add is the same either way. */
export function briefFacts(lead: BriefLead, { columns, types }: NeededFacts): LeadFacts {
  const fields: Record<string, FieldValue> = {}
  for (const column of columns) fields[column] = lead[column] ?? null
  for (const key in lead.metadata) fields[`metadata.${key}`] = lead.metadata[key] ?? null
  return { fields, activities: activitiesOf(lead.activities, types), createdAt: lead.created_ms }
}

function activitiesOf(text: string | null, types: readonly string[]): ActivityFact[] {
  if (text === null) return []
  return text.split(',').map((fact) => {
    const colon = fact.indexOf(':')
    const type = types[Number(fact.slice(0, colon)) - 1] ?? ''
    return { id: '', type, at: Number(fact.slice(colon + 1)) }
  })
}
