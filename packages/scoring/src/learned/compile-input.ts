import { countOf } from '../activity-count.ts'
import type { RuleIndexes } from '../compiled-rule.ts'
import type { LeadReading } from '../lead-reading.ts'
import type { ActivityFact } from '../lead-score.ts'
import type { FactList } from '../order-newest-first.ts'
import type { FieldValue } from '../scoring-model.ts'
import { emailKindOf, learnedInput, mostCounted } from './learned-inputs.ts'
import { daysSince } from './learning-row.ts'

/** How a feature is read: its value as in a learning row, and the activities behind it. */
export type CompiledInput = {
  value: (reading: LeadReading) => FieldValue
  activities: (reading: LeadReading) => string[]
  /** The type of activity that the feature speaks of; null for a field. */
  activity: string | null
}

const none = () => []

/**
 * Reads a feature by place instead of by name. It gives the value that `learningRow` gives, and null for a name
 * that a learning row never has.
 */
export function compileInput(name: string, indexes: RuleIndexes): CompiledInput {
  const input = learnedInput(name)
  if (!input) return { value: () => null, activities: none, activity: null }
  if (input.kind === 'email') {
    const index = indexes.fieldIndex('email')
    return { value: ({ values }) => emailKindOf(values[index]), activities: none, activity: null }
  }
  if (input.kind === 'field') {
    const index = indexes.fieldIndex(input.field)
    return { value: ({ values }) => values[index] ?? null, activities: none, activity: null }
  }
  const { activity } = input
  const index = indexes.typeIndex(activity)
  if (input.kind === 'count') {
    return {
      value: ({ activities }) => counted(activities[index]),
      activities: ({ activities }) => newest(activities[index], mostCounted),
      activity,
    }
  }
  return {
    value: ({ activities, at }) => daysOf(activities[index], at),
    activities: ({ activities }) => newest(activities[index], 1),
    activity,
  }
}

function counted(list: FactList | undefined): number | null {
  if (!list || list.size === 0) return null
  let count = 0
  for (let at = 0; at < list.size && count < mostCounted; at++) {
    const fact = list.facts[at]
    if (fact) count += countOf(fact)
  }
  return Math.min(count, mostCounted)
}

function daysOf(list: FactList | undefined, at: number): number | null {
  const fact = list && list.size > 0 ? list.facts[0] : undefined
  return fact ? daysSince(fact.at, at) : null
}

/** The newest activities that make a count, or the newest alone. */
function newest(list: FactList | undefined, most: number): string[] {
  const ids: string[] = []
  let count = 0
  for (let at = 0; list && at < list.size && count < most; at++) {
    const fact: ActivityFact | undefined = list.facts[at]
    if (!fact) break
    ids.push(fact.id)
    count += countOf(fact)
  }
  return ids
}
