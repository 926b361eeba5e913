import type { CompiledRule, RuleIndexes } from './compiled-rule.ts'
import { dayInMs, type LeadReading } from './lead-reading.ts'
import { toMicroPoints } from './micro-points.ts'
import { type SilenceRule, scoreGroups } from './scoring-model.ts'

/**
 * Makes a silence rule fast to ask.
 *
 * Formula: the points of the rule when more than `days` have passed since the newest of the listed
 * activities and since the creation of the lead. A lead that is new to the team has not been silent, even
 * if its history is old; so recording a past activity can end a silence and never start one.
 *
 * @example
 * compileSilenceRule(rule, indexes).measure(reading) // -8_000_000
 */
export function compileSilenceRule(rule: SilenceRule, indexes: RuleIndexes): CompiledRule {
  const types = rule.activities.map(indexes.typeIndex)
  const micro = toMicroPoints(rule.points)
  return {
    rule,
    group: scoreGroups.indexOf(rule.group),
    measure: (reading) => (silentDays(reading, types, rule.days) > rule.days ? micro : 0),
    evidence: (reading) => {
      const days = silentDays(reading, types, rule.days)
      return days > rule.days ? { kind: 'silence', lastActivityAgeInDays: days } : null
    },
  }
}

// Stops at the first sign of life within `days`: how many days exactly matters only beyond them.
function silentDays(reading: LeadReading, types: readonly number[], days: number): number {
  let silent = (reading.at - reading.createdAt) / dayInMs
  for (const type of types) {
    if (silent <= days) break
    const list = reading.activities[type]
    const fact = list && list.size > 0 ? list.facts[0] : undefined
    const age = fact ? (reading.at - fact.at) / dayInMs : silent
    // Written this way round so that an unknown creation time (NaN) gives way to a known activity.
    if (!(silent <= age)) silent = age
  }
  return silent
}
