import type { ActivityFact, LeadFacts } from '../src/lead-score.ts'
import { type Rule, type ScoringModel, scoreGroups } from '../src/scoring-model.ts'
import { at } from './random-models.ts'

const day = 86_400_000

/** The score as the rules say it, in plain floating point and without rounding. */
export function plainTotal(model: ScoringModel, lead: LeadFacts): number {
  const groups = scoreGroups.map((group) => {
    const { cap, floor } = model.groups[group]
    const rules = model.rules.filter((rule) => rule.group === group)
    return Math.max(floor ?? -Infinity, Math.min(cap, sum(rules.map((rule) => plainPoints(rule, lead)))))
  })
  return Math.max(0, Math.min(100, sum(groups)))
}

/** What one rule says about a lead as of the moment, in plain floating point. */
export function plainPoints(rule: Rule, lead: LeadFacts): number {
  const known = lead.activities.filter((activity) => activity.at <= at)
  if (rule.kind === 'field') return plainTest(rule.test, lead.fields[rule.field] ?? null) ? rule.points : 0
  if (rule.kind === 'silence') {
    const moments = known.filter(({ type }) => rule.activities.includes(type)).map((activity) => activity.at)
    return (at - Math.max(lead.createdAt, ...moments)) / day > rule.days ? rule.points : 0
  }
  const ages = known
    .filter((activity) => activity.type === rule.activity)
    .flatMap((activity: ActivityFact) => Array<number>(activity.count ?? 1).fill((at - activity.at) / day))
    .filter((age) => age <= (rule.windowInDays ?? Infinity))
    .sort((left, right) => left - right)
    .slice(0, rule.maxCount)
  return sum(ages.map((age) => rule.points * 0.5 ** (age / (rule.halfLifeInDays ?? Infinity))))
}

function plainTest(test: object, value: unknown): boolean {
  const real = value === ' ' ? null : value
  const same = (expected: unknown) =>
    (expected === ' ' ? null : String(expected).toLowerCase()) ===
      (real === null ? null : String(real).toLowerCase()) &&
    typeof (expected === ' ' ? null : expected) === typeof real
  if ('equals' in test) return same(test.equals) || (test.equals === null && real === null)
  if ('oneOf' in test)
    return (test.oneOf as unknown[]).some((one) => same(one) || (one === null && real === null))
  if ('min' in test) return typeof real === 'number' && real >= Number(test.min)
  if ('present' in test) return (real !== null) === test.present
  if ('emailDomain' in test) {
    const kinds: Record<string, string> = {
      free: 'a@gmail.com',
      business: 'b@acme.example',
      education: 'c@mit.edu',
    }
    return real === kinds[String(test.emailDomain)]
  }
  const words = String(real).toLowerCase().split(' ')
  return (
    typeof real === 'string' &&
    (test as { matchesWord: string[] }).matchesWord.some((word) => words.includes(word))
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0)
}
