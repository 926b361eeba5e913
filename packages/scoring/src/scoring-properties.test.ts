import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainPoints, plainTotal } from '../test/plain-score.ts'
import { activity, at, days, lead, model } from '../test/random-models.ts'
import { compileModel } from './compile-model.ts'
import { explainScore } from './explain-score.ts'
import type { LeadFacts, ScoreLedger } from './lead-score.ts'
import { scoreLead } from './score-lead.ts'
import { type ScoringModel, scoreGroups } from './scoring-model.ts'
import { validateModel } from './validate-model.ts'

const seed = Math.floor(Math.random() * 2 ** 31)
const numRuns = 3000
const day = 86_400_000

describe(`scoring any lead by any model (seed ${seed})`, () => {
  it('draws valid models', () => {
    check(model, (model) => {
      expect(validateModel(model)).toBe(model)
    })
  })

  it('keeps terms, groups and total in whole points that add up', () => {
    checkPairs((model, lead) => expectToAddUp(explainScore(model, lead, at)))
  })

  it('gives the same score with and without its terms', () => {
    checkPairs((model, lead) => {
      const { terms: _terms, basis: _basis, ...score } = explainScore(model, lead, at)
      expect(scoreLead(model, lead, at)).toEqual(score)
    })
  })

  it('comes within half a point of the plain sum', () => {
    checkPairs((model, lead) => {
      expect(Math.abs(scoreLead(model, lead, at).total - plainTotal(model, lead))).toBeLessThanOrEqual(
        0.50002,
      )
    })
  })

  it('rounds every term by less than one point', () => {
    const generous = { cap: 100, floor: -1000 }
    checkPairs((drawn, lead) => {
      const groups = { engagement: generous, buying_signals: generous, demographic_fit: generous }
      const model = { ...drawn, groups }
      for (const term of explainScore(model, lead, at).terms) {
        const rule = model.rules.find(({ id }) => id === term.rule)
        if (rule) expect(Math.abs(term.points - plainPoints(rule, lead))).toBeLessThan(1.00002)
      }
    })
  })

  it('does not depend on the order of activities', () => {
    check(fc.tuple(model, lead, fc.infiniteStream(fc.nat())), ([model, lead, keys]) => {
      const activities = lead.activities
        .map((activity) => ({ activity, key: keys.next().value ?? 0 }))
        .sort((left, right) => left.key - right.key)
        .map(({ activity }) => activity)
      expect(explainScore(model, { ...lead, activities }, at)).toEqual(explainScore(model, lead, at))
    })
  })

  it('ignores what happened after the moment', () => {
    checkPairs((model, lead) => {
      const activities = lead.activities.filter((activity) => activity.at <= at)
      expect(explainScore(model, { ...lead, activities }, at)).toEqual(explainScore(model, lead, at))
    })
  })

  it('never scores more for an older activity', () => {
    check(fc.tuple(model, lead, fc.nat(), days), ([drawn, lead, pick, older]) => {
      const model = onlyPositive(drawn)
      const index = pick % Math.max(1, lead.activities.length)
      const activities = lead.activities.map((activity, position) =>
        position === index && activity.at <= at ? { ...activity, at: activity.at - older * day } : activity,
      )
      expect(scoreLead(model, { ...lead, activities }, at).total).toBeLessThanOrEqual(
        scoreLead(model, lead, at).total,
      )
    })
  })

  it('never scores less for one more positive activity', () => {
    check(fc.tuple(model, lead, activity), ([drawn, lead, more]) => {
      const model = onlyPositive(drawn)
      const activities = [...lead.activities, more]
      expect(scoreLead(model, { ...lead, activities }, at).total).toBeGreaterThanOrEqual(
        scoreLead(model, lead, at).total,
      )
    })
  })

  it('needs no more activities than its limits say', () => {
    checkPairs((model, lead) => {
      const compiled = compileModel(model)
      const newest = lead.activities
        .filter((activity) => activity.at <= at)
        .sort((left, right) => right.at - left.at)
      const activities = compiled.activityLimits.flatMap(({ activity, maxCount }) =>
        newest.filter(({ type }) => type === activity).slice(0, maxCount),
      )
      expect(compiled.score({ ...lead, activities }, at)).toEqual(compiled.score(lead, at))
    })
  })
})

function check<T>(arbitrary: fc.Arbitrary<T>, predicate: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, predicate), { seed, numRuns })
}

function checkPairs(predicate: (model: ScoringModel, lead: LeadFacts) => void): void {
  check(fc.tuple(model, lead), ([model, lead]) => predicate(model, lead))
}

function expectToAddUp(ledger: ScoreLedger): void {
  const numbers = [
    ledger.total,
    ...Object.values(ledger.breakdown),
    ...ledger.terms.map((term) => term.points),
  ]
  for (const number of numbers) expect(Number.isInteger(number) && !Object.is(number, -0)).toBe(true)
  expect(JSON.stringify(ledger)).not.toMatch(/NaN|:null,"count|-0[,}]/)
  expect(ledger.total).toBeGreaterThanOrEqual(0)
  expect(ledger.total).toBeLessThanOrEqual(100)
  expect(sum(Object.values(ledger.breakdown))).toBe(ledger.total)
  for (const group of scoreGroups) {
    const terms = ledger.terms.filter((term) => term.group === group)
    expect(sum(terms.map((term) => term.points))).toBe(ledger.breakdown[group])
  }
}

function onlyPositive(model: ScoringModel): ScoringModel {
  const rules = model.rules.map((rule) =>
    rule.kind === 'activity' ? { ...rule, points: Math.abs(rule.points) } : rule,
  )
  return { ...model, rules }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0)
}
