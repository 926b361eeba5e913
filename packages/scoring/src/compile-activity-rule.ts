import { countOf } from './activity-count.ts'
import type { CompiledRule, RuleIndexes } from './compiled-rule.ts'
import { decayPoints } from './decay-points.ts'
import { dayInMs } from './lead-reading.ts'
import type { ActivityFact, Evidence } from './lead-score.ts'
import { toMicroPoints } from './micro-points.ts'
import type { FactList } from './order-newest-first.ts'
import { type ActivityRule, scoreGroups } from './scoring-model.ts'

/**
 * Makes an activity rule fast to ask.
 *
 * Formula: the sum, over the newest `maxCount` activities within the window, of
 * points × 2 to the power of −(age ÷ half-life); without a half-life, of the points.
 *
 * @example
 * compileActivityRule(rule, indexes).measure(reading) // 9_000_000
 */
export function compileActivityRule(rule: ActivityRule, indexes: RuleIndexes): CompiledRule {
  const index = indexes.typeIndex(rule.activity)
  return {
    rule,
    group: scoreGroups.indexOf(rule.group),
    measure: (reading) => measureActivities(rule, reading.activities[index], reading.at),
    evidence: (reading) => describeActivities(rule, reading.activities[index], reading.at),
  }
}

function measureActivities(rule: ActivityRule, list: FactList | undefined, at: number): number {
  if (!list) return 0
  const window = rule.windowInDays ?? Number.POSITIVE_INFINITY
  const halfLife = rule.halfLifeInDays ?? Number.POSITIVE_INFINITY
  let left = rule.maxCount
  let micro = 0
  for (let index = 0; index < list.size && left > 0; index++) {
    const fact = list.facts[index]
    const age = ageInDays(fact, at)
    if (!fact || age > window) break
    const counted = Math.min(left, countOf(fact))
    micro += counted * toMicroPoints(decayPoints(rule.points, age, halfLife))
    left -= counted
  }
  return micro
}

function describeActivities(rule: ActivityRule, list: FactList | undefined, at: number): Evidence | null {
  const window = rule.windowInDays ?? Number.POSITIVE_INFINITY
  const facts = list ? list.facts.slice(0, list.size).filter((fact) => !(ageInDays(fact, at) > window)) : []
  if (facts.length === 0) return null
  const activityIds: string[] = []
  let count = 0
  for (const fact of facts) {
    if (count < rule.maxCount) activityIds.push(fact.id)
    count += countOf(fact)
  }
  return {
    kind: 'activities',
    activity: rule.activity,
    activityIds,
    count,
    counted: Math.min(count, rule.maxCount),
    pointsEach: rule.points,
    newestAgeInDays: ageInDays(facts[0], at),
    halfLifeInDays: rule.halfLifeInDays ?? null,
  }
}

function ageInDays(fact: ActivityFact | undefined, at: number): number {
  return fact ? (at - fact.at) / dayInMs : Number.POSITIVE_INFINITY
}
