import { emailDomainKind } from '../email-domain-kind.ts'
import type { FieldValue } from '../scoring-model.ts'

/** Profile fields that say something about a lead; the others name or reach a person, or tell the outcome. */
const profileFields: ReadonlySet<string> = new Set([
  'company',
  'title',
  'industry',
  'company_size',
  'country',
  'location',
  'source',
  'estimated_value',
])

/** Entries that the product writes itself: they follow what people decide about a lead. */
const systemActivities: ReadonlySet<string> = new Set([
  'note',
  'status_change',
  'lead_created',
  'lead_assigned',
  'lead_transferred',
])

/** More activities of a type than this say no more. */
export const mostCounted = 10

/** The class of the address stands for the address, which nobody else has. */
export const emailKindFeature = 'email_kind'

/** What a feature is made from: a field, the class of the e-mail address, or the activities of a type. */
export type LearnedInput =
  | { kind: 'field'; field: string }
  | { kind: 'email' }
  | { kind: 'count' | 'days'; activity: string }

/**
 * What the feature of this name is made from; null where nothing is learned from it.
 *
 * @example
 * learnedInput('activity.call.days') // { kind: 'days', activity: 'call' }
 * learnedInput('email') // null
 */
export function learnedInput(name: string): LearnedInput | null {
  if (name === emailKindFeature) return { kind: 'email' }
  const [, activity, figure] = /^activity\.(.+)\.(count|days)$/.exec(name) ?? []
  if (activity !== undefined) {
    return isLearnedActivity(activity) ? { kind: figure === 'count' ? 'count' : 'days', activity } : null
  }
  return isLearnedField(name) ? { kind: 'field', field: name } : null
}

/** Whether a model may learn from a field: from what a lead is, not from numbers that only identify it. */
export function isLearnedField(field: string): boolean {
  if (profileFields.has(field)) return true
  return field.startsWith('metadata.') && !/(^metadata\.|_)(id|uuid|guid)$|[a-z]Id$/.test(field)
}

/** Whether a model may learn from a type of activity: from what a lead or a colleague did. */
export function isLearnedActivity(activity: string): boolean {
  return !systemActivities.has(activity)
}

/** The class of the domain of a lead's e-mail address. */
export function emailKindOf(email: unknown): FieldValue {
  return typeof email === 'string' ? emailDomainKind(email) : null
}

/** The names of the two features of a type of activity. */
export function activityFeatures(activity: string): { count: string; days: string } {
  return { count: `activity.${activity}.count`, days: `activity.${activity}.days` }
}
