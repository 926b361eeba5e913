import { countOf } from '../activity-count.ts'
import { dayInMs, toFieldValue } from '../lead-reading.ts'
import type { LeadFacts } from '../lead-score.ts'
import type { FieldValue } from '../scoring-model.ts'
import {
  activityFeatures,
  emailKindFeature,
  emailKindOf,
  isLearnedActivity,
  isLearnedField,
  mostCounted,
} from './learned-inputs.ts'
import type { LearningRow } from './learning-table.ts'

/**
 * A lead as a learned model sees it as of a moment: the one way from facts to features, in training and in
 * scoring.
 *
 * Formula: profile fields and `metadata.*` as they are, without what names, reaches or identifies a lead and
 * without its status; the class of the e-mail address as `email_kind`; and per type of activity that a lead or
 * a colleague did, `activity.<type>.count` (at most 10) and `activity.<type>.days`, the whole days since the
 * newest. Types that never happened are missing. Activities after the moment are unknown.
 *
 * @throws RangeError when `at` is not a time
 * @example
 * learningRow(dana, now) // { title: 'VP Sales', email_kind: 'business', 'activity.call.count': 2, 'activity.call.days': 3 }
 */
export function learningRow(facts: LeadFacts, at: number): LearningRow {
  if (!Number.isFinite(at)) throw new RangeError(`at must be a time in milliseconds, not ${at}`)
  const row: Record<string, FieldValue> = {}
  for (const [field, value] of Object.entries(facts.fields)) {
    if (isLearnedField(field)) row[field] = toFieldValue(value)
  }
  row[emailKindFeature] = emailKindOf(facts.fields.email)
  for (const fact of facts.activities) {
    if (!(fact.at <= at) || !isLearnedActivity(fact.type)) continue
    const count = countOf(fact)
    if (!(count >= 1)) continue
    const names = activityFeatures(fact.type)
    const known = row[names.count]
    const newest = row[names.days]
    const days = daysSince(fact.at, at)
    row[names.count] = Math.min(mostCounted, count + (typeof known === 'number' ? known : 0))
    row[names.days] = typeof newest === 'number' ? Math.min(newest, days) : days
  }
  return row
}

/** Whole days from a moment to a later one. */
export function daysSince(moment: number, at: number): number {
  return Math.floor((at - moment) / dayInMs)
}
