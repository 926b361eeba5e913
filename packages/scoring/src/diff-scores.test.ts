import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deepFreeze } from '../test/deep-freeze.ts'
import { activity, at, days, fieldNames, lead, model, value } from '../test/random-models.ts'
import { diffScores } from './diff-scores.ts'
import { explainScore } from './explain-score.ts'
import type { ActivityFact, LeadFacts, ScoreDiff, ScoreLedger } from './lead-score.ts'
import type { Rule, ScoringModel } from './scoring-model.ts'

const seed = Math.floor(Math.random() * 2 ** 31)
const numRuns = 3000
const day = 86_400_000

const pricing: Rule = {
  id: 'pricing',
  group: 'buying_signals',
  label: 'Viewed the pricing page',
  kind: 'activity',
  activity: 'pricing',
  points: 6,
  maxCount: 2,
  halfLifeInDays: 30,
}
const silent: Rule = {
  id: 'silent',
  group: 'buying_signals',
  label: 'Silent',
  kind: 'silence',
  activities: ['pricing'],
  days: 50,
  points: -2,
}
const role: Rule = {
  id: 'role',
  group: 'demographic_fit',
  label: 'Role',
  kind: 'field',
  field: 'title',
  test: { oneOf: ['CEO', 'CTO'] },
  points: 5,
}
const limits = { cap: 10, floor: 0 }
const small: ScoringModel = deepFreeze({
  name: 'Small',
  thresholds: { hot: 80, warm: 50 },
  groups: { engagement: limits, buying_signals: limits, demographic_fit: limits },
  rules: [pricing, silent, role],
})
const view = (id: string, age: number): ActivityFact => ({ id, type: 'pricing', at: at - age * day })
const dana: LeadFacts = deepFreeze({ fields: { title: 'CEO' }, activities: [], createdAt: at - 40 * day })

function parts(before: ScoreLedger, after: ScoreLedger) {
  return diffScores(before, after).parts.map(({ rule, points, cause }) => [rule, points, cause])
}

describe('diffScores', () => {
  const before = explainScore(small, dana, at)
  const viewed = { ...dana, activities: [view('a', 0)] }

  it('names a new activity', () => {
    expect(diffScores(before, explainScore(small, viewed, at))).toEqual({
      points: 6,
      parts: [
        {
          rule: 'pricing',
          group: 'buying_signals',
          label: 'Viewed the pricing page',
          points: 6,
          cause: 'new_activity',
        },
      ],
    })
  })

  it('names decay, and silence once it begins', () => {
    const now = explainScore(small, viewed, at)
    expect(parts(now, explainScore(small, viewed, at + 30 * day))).toEqual([['pricing', -3, 'decay']])
    // 6 points after 60 days: 1.5; with the silence -0.5, held at the floor of 0
    const later = explainScore(small, viewed, at + 60 * day)
    const causes = new Map(parts(now, later).map(([rule, , cause]) => [rule, cause]))
    expect(causes.get('pricing')).toBe('decay')
    expect(causes.get('silent')).toBe('silence')
    expect(diffScores(now, later).points).toBe(-6)
  })

  it('names a new activity that came while an older one faded', () => {
    const old = explainScore(small, viewed, at)
    const more = { ...dana, activities: [view('a', 0), view('b', -30)] }
    expect(parts(old, explainScore(small, more, at + 30 * day))).toEqual([['pricing', 3, 'new_activity']])
  })

  it('names the limit that held new points back', () => {
    const twice = { ...dana, activities: [view('a', 0), view('b', 0)] }
    expect(parts(explainScore(small, viewed, at), explainScore(small, twice, at))).toEqual([
      ['pricing', 6, 'new_activity'],
      ['limit:buying_signals', -2, 'limit'],
    ])
  })

  it('names a changed field', () => {
    const clerk = { ...dana, fields: { title: 'Clerk' } }
    expect(parts(before, explainScore(small, clerk, at))).toEqual([['role', -5, 'field_change']])
    expect(parts(explainScore(small, clerk, at), before)).toEqual([['role', 5, 'field_change']])
  })

  it('names a changed model, with new points, a new rule or one rule less', () => {
    const worth = (points: number) => ({ ...small, rules: [pricing, silent, { ...role, points }] })
    expect(parts(before, explainScore(worth(9), dana, at))).toEqual([['role', 4, 'model_change']])
    const without = { ...small, rules: [pricing, silent] }
    expect(parts(before, explainScore(without, dana, at))).toEqual([['role', -5, 'model_change']])
    const dearer = { ...small, rules: [{ ...pricing, points: 8 }, silent, role] }
    expect(parts(explainScore(small, viewed, at), explainScore(dearer, viewed, at))).toEqual([
      ['pricing', 2, 'model_change'],
    ])
    const unscored = { ...small, rules: [silent, role] }
    expect(parts(explainScore(unscored, viewed, at), explainScore(small, viewed, at))).toEqual([
      ['pricing', 6, 'model_change'],
    ])
  })

  it('does not take a reordered copy of the model for a change', () => {
    const copy: ScoringModel = JSON.parse(
      JSON.stringify({
        rules: small.rules,
        groups: small.groups,
        thresholds: small.thresholds,
        name: small.name,
      }),
    )
    expect(parts(before, explainScore(copy, viewed, at))).toEqual([['pricing', 6, 'new_activity']])
  })
})

describe(`the difference of any two ledgers (seed ${seed})`, () => {
  it('sums to the difference for the same lead later', () => {
    check(fc.tuple(model, lead, days), ([model, lead, later]) => {
      expectToSum(explainScore(model, lead, at - later * day), explainScore(model, lead, at))
    })
  })

  it('sums to the difference when an activity came or a field changed', () => {
    check(
      fc.tuple(model, lead, activity, fc.constantFrom(...fieldNames), value),
      ([model, lead, more, name, value]) => {
        const before = explainScore(model, lead, at)
        expectToSum(before, explainScore(model, { ...lead, activities: [...lead.activities, more] }, at))
        const fields = { ...lead.fields, [name]: value }
        const diff = expectToSum(before, explainScore(model, { ...lead, fields }, at))
        const causes = new Set(diff.parts.map(({ cause }) => cause))
        expect(causes.has('new_activity') || causes.has('model_change')).toBe(false)
      },
    )
  })

  it('sums to the difference when model and lead are others', () => {
    check(fc.tuple(model, lead, model, lead), ([model, lead, otherModel, otherLead]) => {
      expectToSum(explainScore(model, lead, at), explainScore(otherModel, otherLead, at))
    })
  })

  it('is empty between equal ledgers', () => {
    checkPairs((model, lead) => {
      const ledger = explainScore(model, lead, at)
      expect(diffScores(ledger, explainScore(model, lead, at))).toEqual({ points: 0, parts: [] })
    })
  })
})

function check<T>(arbitrary: fc.Arbitrary<T>, predicate: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, predicate), { seed, numRuns })
}

function checkPairs(predicate: (model: ScoringModel, lead: LeadFacts) => void): void {
  check(fc.tuple(model, lead), ([model, lead]) => predicate(model, lead))
}

function expectToSum(before: ScoreLedger, after: ScoreLedger): ScoreDiff {
  const diff = diffScores(before, after)
  expect(diff.points).toBe(after.total - before.total)
  expect(sum(diff.parts.map((part) => part.points))).toBe(after.total - before.total)
  return diff
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0)
}
