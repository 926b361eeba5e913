import { describe, expect, it } from 'vitest'
import { deepFreeze } from '../test/deep-freeze.ts'
import { b2bModel } from './b2b-model.ts'
import { compileActivityRule } from './compile-activity-rule.ts'
import { compileFieldRule } from './compile-field-rule.ts'
import { compileModel } from './compile-model.ts'
import { compileSilenceRule } from './compile-silence-rule.ts'
import { compiledModelOf } from './compiled-model-of.ts'
import { fingerprintModel } from './fingerprint-model.ts'
import { createLeadReader } from './lead-reading.ts'
import type { ActivityFact, LeadFacts } from './lead-score.ts'
import { listActivityLimits } from './list-activity-limits.ts'
import { matchRules } from './match-rules.ts'
import type { ActivityRule, FieldRule, Rule, ScoringModel, SilenceRule } from './scoring-model.ts'

const at = Date.UTC(2026, 5, 1)
const day = 86_400_000
const visit: ActivityRule = deepFreeze({
  id: 'visit',
  group: 'engagement',
  label: 'Visited the website',
  kind: 'activity',
  activity: 'visit',
  points: 4,
  maxCount: 3,
})
const title: FieldRule = deepFreeze({
  id: 'title',
  group: 'demographic_fit',
  label: 'Title known',
  kind: 'field',
  field: 'title',
  test: { present: true },
  points: 6,
})
const silent: SilenceRule = deepFreeze({
  id: 'silent',
  group: 'engagement',
  label: 'Silent',
  kind: 'silence',
  activities: ['visit', 'call'],
  days: 30,
  points: -8,
})
const visited = (id: string, age: number, count?: number): ActivityFact => ({
  id,
  type: 'visit',
  at: at - age * day,
  count,
})

describe('a compiled rule', () => {
  const indexes = { fieldIndex: () => 0, typeIndex: (type: string) => ['visit', 'call'].indexOf(type) }
  const read = createLeadReader(['title'], ['visit', 'call'])

  it('measures a field', () => {
    const rule = compileFieldRule(title, indexes)
    expect(rule.measure(read(lead([], { title: 'VP' }), at))).toBe(6_000_000)
    expect(rule.evidence(read(lead([], { title: 'VP' }), at))).toEqual({
      kind: 'field',
      field: 'title',
      value: 'VP',
    })
    expect(rule.measure(read(lead([]), at))).toBe(0)
    expect(rule.evidence(read(lead([]), at))).toBeNull()
  })

  it('measures the newest activities with their decay', () => {
    const rule = compileActivityRule({ ...visit, points: 4, halfLifeInDays: 10 }, indexes)
    const reading = read(lead([visited('a', 20), visited('b', 10), visited('c', 0), visited('d', 30)]), at)
    expect(rule.measure(reading)).toBe(4_000_000 + 2_000_000 + 1_000_000)
    expect(rule.evidence(reading)).toEqual({
      kind: 'activities',
      activity: 'visit',
      activityIds: ['c', 'b', 'a'],
      count: 4,
      counted: 3,
      pointsEach: 4,
      newestAgeInDays: 0,
      halfLifeInDays: 10,
    })
  })

  it('lets one activity stand for several, up to the most that count', () => {
    const rule = compileActivityRule(visit, indexes)
    const reading = read(lead([visited('a', 1, 2), visited('b', 2, 5), visited('c', 3)]), at)
    expect(rule.measure(reading)).toBe(12_000_000)
    expect(rule.evidence(reading)).toMatchObject({ activityIds: ['a', 'b'], count: 8, counted: 3 })
  })

  it('sees activities within the window only, its edge included', () => {
    const rule = compileActivityRule({ ...visit, windowInDays: 7 }, indexes)
    expect(rule.measure(read(lead([visited('a', 7), visited('b', 7.001)]), at))).toBe(4_000_000)
    expect(rule.evidence(read(lead([visited('b', 7.001)]), at))).toBeNull()
  })

  it('measures silence from the newest activity, or from a later creation', () => {
    const rule = compileSilenceRule(silent, indexes)
    const measure = (age: number, createdDaysAgo: number) =>
      rule.measure(read({ ...lead([visited('a', age)]), createdAt: at - createdDaysAgo * day }, at))
    expect(measure(31, 90)).toBe(-8_000_000)
    expect(measure(30, 90)).toBe(0)
    expect(measure(31, 5)).toBe(0)
    const old = read({ ...lead([]), createdAt: at - 31 * day }, at)
    expect(rule.evidence(old)).toEqual({ kind: 'silence', lastActivityAgeInDays: 31 })
  })

  it('survives an unknown creation time', () => {
    const rule = compileSilenceRule(silent, indexes)
    expect(rule.measure(read({ ...lead([]), createdAt: Number.NaN }, at))).toBe(0)
    expect(rule.measure(read({ ...lead([visited('a', 31)]), createdAt: Number.NaN }, at))).toBe(-8_000_000)
  })

  it('sums matches by group', () => {
    const rules = [
      compileActivityRule({ ...visit, points: 9 }, indexes),
      compileFieldRule({ ...title, points: 2 }, indexes),
    ]
    const reading = read(lead([visited('a', 1)], { title: 'VP' }), at)
    expect(matchRules(rules, reading).raw).toEqual([9_000_000, 0, 2_000_000])
  })
})

describe('compileModel', () => {
  it('throws for a model that is not valid', () => {
    expect(() => compileModel(modelOf([visit, visit]))).toThrow(
      new RangeError('Invalid scoring model: rule "visit": id must be unique'),
    )
  })

  it('says how many activities can matter', () => {
    const { activityLimits } = compileModel(modelOf([visit, { ...visit, id: 'often', maxCount: 5 }, silent]))
    expect(activityLimits).toEqual([
      { activity: 'visit', maxCount: 5 },
      { activity: 'call', maxCount: 1 },
    ])
    expect(listActivityLimits(modelOf([title]))).toEqual([])
  })

  it('rounds terms by largest remainder and keeps those that come to 0', () => {
    const rules = [
      { ...visit, points: 1.6 },
      { ...visit, id: 'again', points: 1.3 },
      { ...visit, id: 'faded', points: 1, halfLifeInDays: 1 },
      { ...visit, id: 'worthless', points: 0 },
    ]
    const ledger = compileModel(modelOf(rules)).explain(lead([visited('a', 40)]), at)
    expect(ledger.total).toBe(3)
    expect(ledger.terms.map(({ rule, points }) => [rule, points])).toEqual([
      ['visit', 2],
      ['again', 1],
      ['faded', 0],
    ])
  })

  it('shows limits of groups and of the whole as terms', () => {
    const rules = [
      { ...visit, points: 40, maxCount: 1 },
      { ...title, points: 30 },
      { ...title, id: 'more', group: 'buying_signals' as const, points: 80 },
    ]
    const { total, breakdown, terms } = compileModel(modelOf(rules)).explain(
      lead([visited('a', 0)], { title: 'x' }),
      at,
    )
    expect(total).toBe(100)
    expect(terms[1]?.evidence).toEqual({ kind: 'limit', limit: 100, before: 150 })
    expect(breakdown).toEqual({ engagement: 27, buying_signals: 53, demographic_fit: 20 })
    expect(terms.map(({ rule, group, points }) => [rule, group, points])).toEqual([
      ['visit', 'engagement', 40],
      ['limit:total', 'engagement', -13],
      ['more', 'buying_signals', 80],
      ['limit:total', 'buying_signals', -27],
      ['title', 'demographic_fit', 30],
      ['limit:total', 'demographic_fit', -10],
    ])
  })

  it('gives every result an object of its own', () => {
    const compiled = compileModel(modelOf([visit]))
    const first = compiled.explain(lead([visited('a', 0)]), at)
    const copy = JSON.parse(JSON.stringify(first))
    compiled.explain(lead([visited('b', 1), visited('c', 2)]), at)
    expect(first).toEqual(copy)
  })

  it('is compiled once per model object', () => {
    expect(compiledModelOf(b2bModel)).toBe(compiledModelOf(b2bModel))
  })
})

describe('fingerprintModel', () => {
  it('depends on the content only', () => {
    const model = modelOf([visit, title])
    expect(fingerprintModel(model)).toBe(fingerprintModel(JSON.parse(JSON.stringify(model))))
    const { rules, ...rest } = model
    expect(fingerprintModel({ rules, ...rest })).toBe(fingerprintModel(model))
    expect(fingerprintModel(modelOf([{ ...visit, points: 5 }, title]))).not.toBe(fingerprintModel(model))
  })
})

function lead(activities: ActivityFact[], fields: LeadFacts['fields'] = {}): LeadFacts {
  return deepFreeze({ fields, activities, createdAt: at - 90 * day })
}

function modelOf(rules: readonly Rule[]): ScoringModel {
  const limits = { cap: 100, floor: null }
  const groups = { engagement: limits, buying_signals: limits, demographic_fit: limits }
  return deepFreeze({ name: 'Test', thresholds: { hot: 80, warm: 50 }, groups, rules })
}
