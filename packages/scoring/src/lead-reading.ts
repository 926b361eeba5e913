import type { ActivityFact, LeadFacts } from './lead-score.ts'
import { type FactList, orderNewestFirst } from './order-newest-first.ts'
import type { FieldValue } from './scoring-model.ts'

/** One day in milliseconds. */
export const dayInMs = 86_400_000

/** A lead as a model sees it: values by field index, known activities newest first by type index. */
export type LeadReading = {
  at: number
  createdAt: number
  values: FieldValue[]
  activities: FactList[]
}

/**
 * Makes a reader that brings the facts of a lead into the order in which the rules of one model ask for
 * them. The reader hands out the same object every time, so that scoring many leads allocates little:
 * a reading is valid until the next one.
 *
 * Formula: activities after `at`, of other types or with a count below 1 are left out; the rest is
 * ordered newest first, equal times by the greater id first. What is not text, number or truth value,
 * and blank text, becomes null.
 *
 * @example
 * createLeadReader(['title'], ['call'])(facts, at).values // ['VP']
 */
export function createLeadReader(
  fields: readonly string[],
  types: readonly string[],
): (facts: LeadFacts, at: number) => LeadReading {
  const indexOfType = new Map(types.map((type, index) => [type, index]))
  const reading: LeadReading = {
    at: 0,
    createdAt: 0,
    values: fields.map(() => null),
    activities: types.map(() => ({ facts: [], size: 0 })),
  }
  return (facts, at) => {
    if (!Number.isFinite(at)) throw new RangeError(`at must be a time in milliseconds, not ${at}`)
    reading.at = at
    reading.createdAt = facts.createdAt
    for (let index = 0; index < fields.length; index++) {
      reading.values[index] = toFieldValue(facts.fields[fields[index] ?? ''])
    }
    sortIntoTypes(facts.activities, at, indexOfType, reading.activities)
    return reading
  }
}

/** A value as rules and models read it: what is not text, number or truth value, and blank text, is null. */
export function toFieldValue(value: unknown): FieldValue {
  if (typeof value === 'string') return value.trim() === '' ? null : value
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  return typeof value === 'boolean' ? value : null
}

function sortIntoTypes(
  facts: readonly ActivityFact[],
  at: number,
  indexOfType: ReadonlyMap<string, number>,
  byType: readonly FactList[],
): void {
  for (const list of byType) list.size = 0
  // Facts mostly come ordered by time; read from their newest end, there is nothing left to order.
  const isOldestFirst = (facts[0]?.at ?? 0) < (facts.at(-1)?.at ?? 0)
  for (let step = 0; step < facts.length; step++) {
    const fact = facts[isOldestFirst ? facts.length - 1 - step : step]
    if (!fact || !(fact.at <= at) || (fact.count !== undefined && !(fact.count >= 1))) continue
    const list = byType[indexOfType.get(fact.type) ?? -1]
    if (list) list.facts[list.size++] = fact
  }
  for (const list of byType) if (list.size > 1) orderNewestFirst(list)
}
