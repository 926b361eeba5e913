import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activity, at, days } from '../test/random-models.ts'
import { fullLead, madeUpVersion, trainedVersions } from '../test/random-versions.ts'
import { compileModel } from './compile-model.ts'
import { type CompiledVersion, compileVersion } from './compile-version.ts'
import { diffScores } from './diff-scores.ts'
import type { LeadFacts, ScoreLedger } from './lead-score.ts'
import { compileScorecard } from './learned/compile-scorecard.ts'
import { learningRow } from './learned/learning-row.ts'
import { logOddsOf, probabilityOf } from './learned/log-odds.ts'
import { monotoneFeatures } from './learned/monotone-features.ts'
import { scoreGroups } from './scoring-model.ts'
import type { ScoringVersion } from './scoring-version.ts'

const seed = Math.floor(Math.random() * 2 ** 31)
const numRuns = 3000
const day = 86_400_000
const version = fc.oneof(madeUpVersion, trainedVersions(24, seed))
const compiledVersions = new WeakMap<ScoringVersion, CompiledVersion>()

describe(`scoring any lead by any version (seed ${seed})`, { timeout: 60_000 }, () => {
  it('keeps terms, groups and total in whole points that add up', () => {
    checkPairs((version, lead) => expectToAddUp(compile(version).explain(lead, at)))
  })

  it('gives the same score with and without its terms', () => {
    checkPairs((version, lead) => {
      const compiled = compile(version)
      const { terms: _terms, basis: _basis, weight: _weight, ...score } = compiled.explain(lead, at)
      expect(compiled.score(lead, at)).toEqual(score)
    })
  })

  it('comes within a point of the mean of both sides, or to 100', () => {
    checkPairs((version, lead) => {
      const byRules = compileVersion({ ...version, learned: null }).explain(lead, at)
      const learned = learnedPoints(version, lead)
      const { weight } = version.learned ?? { weight: 0 }
      const plain = Math.min(100, (1 - weight) * byRules.total + weight * learned)
      expect(Math.abs(compile(version).score(lead, at).total - plain)).toBeLessThan(1.001)
    })
  })

  it('tells the probability that its terms and its card tell', () => {
    checkPairs((version, lead) => {
      const { winProbability, terms } = compile(version).explain(lead, at)
      if (!version.learned?.weight) {
        expect(winProbability).toBeNull()
        return
      }
      const card = compileScorecard(version.learned.card)
      expect(winProbability).toBe(probabilityOf(card.logOdds(learningRow(lead, at))))
      const told = terms.flatMap(({ evidence }) => ('logOdds' in evidence ? [evidence.logOdds] : []))
      const sum = Math.max(-12, Math.min(12, total(told)))
      expect(Math.abs(logOddsOf(winProbability ?? 0) - sum)).toBeLessThan(1e-9)
    })
  })

  it('scores as the rules alone where the learned part has no weight', () => {
    checkPairs((version, lead) => {
      const learned = version.learned && { ...version.learned, weight: 0 }
      const byRules = compileModel(version.rules).explain(lead, at)
      expect(compileVersion({ ...version, learned }).explain(lead, at)).toEqual(byRules)
    })
  })

  it('does not depend on the order of activities', () => {
    check(fc.tuple(version, fullLead, fc.infiniteStream(fc.nat())), ([version, lead, keys]) => {
      const activities = lead.activities
        .map((activity) => ({ activity, key: keys.next().value ?? 0 }))
        .sort((left, right) => left.key - right.key)
        .map(({ activity }) => activity)
      const { explain } = compile(version)
      expect(explain({ ...lead, activities }, at)).toEqual(explain(lead, at))
    })
  })

  it('never scores more for an older activity that is rewarded', () => {
    check(fc.tuple(version, fullLead, fc.nat(), days), ([version, lead, pick, older]) => {
      const index = pick % Math.max(1, lead.activities.length)
      const activities = lead.activities.map((activity, position) =>
        position === index && activity.at <= at && isRewarded(version, activity.type)
          ? { ...activity, at: activity.at - older * day }
          : activity,
      )
      expectNotAbove(version, { ...lead, activities }, lead)
    })
  })

  it('never scores less for one more activity that is rewarded', () => {
    check(fc.tuple(version, fullLead, activity), ([version, lead, more]) => {
      if (!isRewarded(version, more.type)) return
      expectNotAbove(version, lead, { ...lead, activities: [...lead.activities, more] })
    })
  })

  it('needs no more activities than its limits say', () => {
    checkPairs((version, lead) => {
      const compiled = compile(version)
      const newest = lead.activities
        .filter((activity) => activity.at <= at)
        .sort((left, right) => right.at - left.at)
      const activities = compiled.activityLimits.flatMap(({ activity, maxCount }) =>
        newest.filter(({ type }) => type === activity).slice(0, maxCount),
      )
      expect(compiled.score({ ...lead, activities }, at)).toEqual(compiled.score(lead, at))
    })
  })

  it('scores the same after a trip through JSON', () => {
    checkPairs((version, lead) => {
      const read: ScoringVersion = JSON.parse(JSON.stringify(version))
      expect(compileVersion(read).explain(lead, at)).toEqual(compile(version).explain(lead, at))
    })
  })

  it('moves by the sum of the parts, between moments, leads and versions', () => {
    check(fc.tuple(version, version, fullLead, fullLead, days), ([one, other, lead, later, older]) => {
      const before = compile(one).explain(lead, at - older * day)
      for (const after of [
        compile(one).explain(lead, at),
        compile(one).explain(later, at),
        compile(other).explain(lead, at),
        compileVersion({ ...one, learned: other.learned }).explain(lead, at),
      ]) {
        const { points, parts } = diffScores(before, after)
        expect(points).toBe(after.total - before.total)
        expect(total(parts.map((part) => part.points))).toBe(points)
      }
    })
  })

  it('follows held-out log-odds of a lead that the model must not have seen', () => {
    check(
      fc.tuple(version, fullLead, fc.double({ min: -15, max: 15, noNaN: true })),
      ([version, lead, held]) => {
        const compiled = compile(version)
        const score = compiled.scoreWithHeldOut(lead, at, held)
        expect(total(Object.values(score.breakdown))).toBe(score.total)
        if (!version.learned?.weight) {
          expect(score).toEqual(compiled.score(lead, at))
          return
        }
        expect(compiled.scoreWithHeldOut(lead, at, held + 1).total).toBeGreaterThanOrEqual(score.total)
        const own = logOddsOf(compiled.score(lead, at).winProbability ?? 0)
        const again = compiled.scoreWithHeldOut(lead, at, own)
        expect(Math.abs(again.total - compiled.score(lead, at).total)).toBeLessThanOrEqual(1)
      },
    )
  })
})

function compile(version: ScoringVersion): CompiledVersion {
  const compiled = compiledVersions.get(version) ?? compileVersion(version)
  compiledVersions.set(version, compiled)
  return compiled
}

function check<T>(arbitrary: fc.Arbitrary<T>, predicate: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, predicate), { seed, numRuns })
}

function checkPairs(predicate: (version: ScoringVersion, lead: LeadFacts) => void): void {
  check(fc.tuple(version, fullLead), ([version, lead]) => predicate(version, lead))
}

function isRewarded({ rules }: ScoringVersion, type: string): boolean {
  return `activity.${type}.count` in monotoneFeatures(rules)
}

function expectNotAbove(version: ScoringVersion, lower: LeadFacts, higher: LeadFacts): void {
  const { score } = compile(version)
  const [low, high] = [score(lower, at), score(higher, at)]
  expect(low.total).toBeLessThanOrEqual(high.total)
  expect(low.winProbability ?? 0).toBeLessThanOrEqual(high.winProbability ?? 0)
}

function learnedPoints({ learned }: ScoringVersion, lead: LeadFacts): number {
  if (!learned) return 0
  const logOdds = compileScorecard(learned.card).logOdds(learningRow(lead, at))
  const points = learned.scale.offset + (learned.scale.pointsPerDoubling * logOdds) / Math.LN2
  return Math.max(0, points)
}

function expectToAddUp(ledger: ScoreLedger): void {
  const numbers = [
    ledger.total,
    ...Object.values(ledger.breakdown),
    ...ledger.terms.map(({ points }) => points),
  ]
  for (const number of numbers) expect(Number.isInteger(number) && !Object.is(number, -0)).toBe(true)
  expect(ledger.total).toBeGreaterThanOrEqual(0)
  expect(ledger.total).toBeLessThanOrEqual(100)
  expect(total(Object.values(ledger.breakdown))).toBe(ledger.total)
  for (const group of [...scoreGroups, 'baseline' as const]) {
    const terms = ledger.terms.filter((term) => term.group === group)
    expect(total(terms.map(({ points }) => points))).toBe(ledger.breakdown[group] ?? 0)
  }
  const keys = ledger.terms.map(({ group, rule }) => `${group}/${rule}`)
  expect(new Set(keys).size).toBe(keys.length)
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0)
}
