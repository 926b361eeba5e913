import type { ChangeCause, Evidence, LearnedField } from '../lead-score.ts'
import { learnedInput } from './learned-inputs.ts'

type LearnedEvidence = Extract<Evidence, { kind: 'learned' }>

/** Causes from the one that tells most: of two fields of a pair, the one that something happened to. */
const tellingOrder: readonly ChangeCause[] = ['new_activity', 'field_change', 'decay']

/**
 * Why a learned term has other points in a later ledger of the same learned part; null when its place has not
 * changed, as when only the rounding moved.
 *
 * Formula: a count that grew, or a newest activity that is less long ago, is a new activity; one that is longer
 * ago, or no more there, is decay; another value of a field is a field change.
 *
 * @example
 * causeOfLearnedChange(threeViews, fourViews) // 'new_activity'
 */
export function causeOfLearnedChange(before: LearnedEvidence, after: LearnedEvidence): ChangeCause | null {
  if (before.logOdds === after.logOdds) return null
  const causes = after.fields.map((field, at) => causeOfField(before.fields[at], field))
  return tellingOrder.find((cause) => causes.includes(cause)) ?? null
}

function causeOfField(before: LearnedField | undefined, after: LearnedField): ChangeCause | null {
  if (!before || before.value === after.value) return null
  const input = learnedInput(after.field)
  if (input?.kind === 'count')
    return numberOr(after.value, 0) > numberOr(before.value, 0) ? 'new_activity' : 'decay'
  if (input?.kind !== 'days') return 'field_change'
  const never = Number.POSITIVE_INFINITY
  return numberOr(after.value, never) < numberOr(before.value, never) ? 'new_activity' : 'decay'
}

function numberOr(value: LearnedField['value'], otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}
