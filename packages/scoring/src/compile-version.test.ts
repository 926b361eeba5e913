import { describe, expect, it } from 'vitest'
import { deepFreeze } from '../test/deep-freeze.ts'
import { b2bModel } from './b2b-model.ts'
import { compileModel } from './compile-model.ts'
import { compileVersion } from './compile-version.ts'
import type { LeadFacts } from './lead-score.ts'
import type { CardFeature, Scorecard } from './learned/scorecard.ts'
import type { ScoringModel } from './scoring-model.ts'
import type { ScoringVersion } from './scoring-version.ts'

const now = Date.UTC(2026, 5, 1)
const day = 86_400_000
const doubling = Math.LN2

const rules: ScoringModel = deepFreeze({
  name: 'Small',
  thresholds: { hot: 80, warm: 50 },
  groups: {
    engagement: { cap: 40, floor: 0 },
    buying_signals: { cap: 20, floor: 0 },
    demographic_fit: { cap: 20, floor: 0 },
  },
  rules: [
    activityRule('view', 'buying_signals', 8),
    activityRule('call', 'engagement', 10),
    {
      id: 'vp',
      group: 'demographic_fit',
      label: 'Decides',
      kind: 'field',
      field: 'title',
      test: { matchesWord: ['vp'] },
      points: 7,
    },
  ],
})

function activityRule(activity: string, group: 'engagement' | 'buying_signals', points: number) {
  return { id: activity, group, label: activity, kind: 'activity' as const, activity, points, maxCount: 5 }
}

function feature(name: string, cuts: number[], levels: string[], points: number[]): CardFeature {
  const kind = levels.length > 0 ? 'categorical' : 'numeric'
  const scaled = points.map((one) => one * doubling)
  return { name, kind, cuts, levels, points: scaled, rows: points.map((_, bin) => 10 + bin) }
}

const card: Scorecard = {
  format: 'leadglass-scorecard/1',
  candidate: 'ga2m',
  base: -1 * doubling,
  features: [
    feature('source', [], ['ads', 'referral'], [0, 0, -1, 2]),
    feature('activity.view.count', [2.5], [], [-1, 0, 1.5]),
    feature('activity.whatsapp.days', [7.5], [], [0, 0.5, -0.5]),
  ],
  pairs: [
    {
      first: 'source',
      second: 'activity.view.count',
      firstGroups: [0, 0, 0, 1],
      secondGroups: [0, 0, 1],
      points: [
        [0, 0],
        [0, 0.5 * doubling],
      ],
    },
  ],
  training: {
    rows: 400,
    won: 100,
    seed: 1,
    signal: 'reliable',
    reason: 'made by hand',
    candidates: [],
    leftOut: [],
    calibration: { slope: 1, intercept: 0, by: 'nothing' },
  },
}
const version: ScoringVersion = deepFreeze({
  rules,
  learned: { card, scale: { pointsPerDoubling: 10, offset: 40 }, weight: 0.5 },
})
const views = Array.from({ length: 4 }, (_, at) => ({ id: `view-${at}`, type: 'view', at: now - at * day }))
const dana: LeadFacts = deepFreeze({
  fields: { title: 'VP Sales', source: 'referral' },
  activities: [...views, { id: 'call-1', type: 'call', at: now }],
  createdAt: now - 30 * day,
})

describe('compileVersion', () => {
  it('gives the value of its example', () => {
    const facts = {
      fields: { title: 'VP Sales', email: 'dana@acme.example' },
      activities: [{ id: 'a1', type: 'pricing_page_view', at: now }],
      createdAt: now,
    }
    expect(compileVersion({ rules: b2bModel, learned: null }).score(facts, now).total).toBe(12)
  })

  it('blends both sides by weight, each term in its group', () => {
    // Rules: 20 (of 32) + 10 + 7 = 37. Learned: 40 + 10 × (−1 + 2 + 1.5 + 0 + 0.5) = 70. Half of each: 53.5.
    const { score, explain } = compileVersion(version)
    const ledger = explain(dana, now)
    expect(ledger).toMatchObject({
      total: 54,
      classification: 'warm',
      breakdown: { engagement: 5, buying_signals: 20, demographic_fit: 14, baseline: 15 },
      weight: 0.5,
    })
    expect(ledger.winProbability).toBeCloseTo(8 / 9, 12)
    expect(score(dana, now)).toMatchObject({ total: 54, winProbability: ledger.winProbability })
    expect(ledger.terms.map(({ group, rule, label, points }) => [group, rule, label, points])).toEqual([
      ['engagement', 'call', 'call', 5],
      ['engagement', 'learned:activity.whatsapp.days', 'WhatsApp messages never exchanged', 0],
      ['buying_signals', 'view', 'view', 16],
      ['buying_signals', 'limit:buying_signals', 'Limit of the group', -6],
      ['buying_signals', 'learned:activity.view.count', 'View recorded 3 or more times', 8],
      [
        'buying_signals',
        'learned:source*activity.view.count',
        'Source: referral, together with: View recorded 3 or more times',
        2,
      ],
      ['demographic_fit', 'vp', 'Decides', 4],
      ['demographic_fit', 'learned:source', 'Source: referral', 10],
      ['baseline', 'learned:base', 'Where an average lead starts', 15],
    ])
  })

  it('shows what is behind a learned term', () => {
    const { terms } = compileVersion(version).explain(dana, now)
    const evidence = (rule: string) => terms.find((term) => term.rule === rule)?.evidence
    expect(evidence('learned:activity.view.count')).toEqual({
      kind: 'learned',
      fields: [{ field: 'activity.view.count', value: 4, bin: '3 or more' }],
      logOdds: 1.5 * doubling,
      rows: 12,
      activityIds: ['view-0', 'view-1', 'view-2', 'view-3'],
    })
    expect(evidence('learned:source*activity.view.count')).toMatchObject({
      fields: [{ field: 'source', value: 'referral', bin: 'referral' }, { field: 'activity.view.count' }],
      rows: null,
    })
    expect(evidence('learned:base')).toEqual({
      kind: 'baseline',
      logOdds: -doubling,
      winRate: expect.closeTo(1 / 3, 12),
    })
  })

  it('holds what was learned between 0 and 100 by a term of its own', () => {
    const scale = { pointsPerDoubling: 25, offset: 60 }
    const bold = compileVersion({ rules, learned: { card, scale, weight: 1 } })
    const { total, terms } = bold.explain(dana, now)
    expect(total).toBe(100)
    const limits = terms.filter(({ rule }) => rule === 'limit:learned')
    expect(limits.reduce((sum, { points }) => sum + points, 0)).toBe(-35)
    expect(limits[0]?.evidence).toEqual({ kind: 'limit', limit: 100, before: 135 })
    const poor = compileVersion({ rules, learned: { card, scale: { ...scale, offset: -200 }, weight: 1 } })
    expect(poor.score(dana, now)).toMatchObject({ total: 0, classification: 'cold' })
  })

  it('lets what was learned fill what the rules leave', () => {
    const half = (offset: number) =>
      compileVersion({ rules, learned: { card, scale: { pointsPerDoubling: 25, offset }, weight: 0.5 } })
    const byRules = compileVersion({ rules, learned: null }).score(dana, now).total
    // 75 points more than the offset were learned of Dana.
    expect(half(50).score(dana, now).total).toBe(Math.round((byRules + 125) / 2))
    expect(half(200).score(dana, now).total).toBe(100)
    const { total, terms } = half(200).explain(dana, now)
    expect(terms.reduce((sum, { points }) => sum + points, 0)).toBe(total)
  })

  it('needs ten activities of a type that is counted, and the newest of one that ages', () => {
    expect(compileVersion(version).activityLimits).toEqual([
      { activity: 'view', maxCount: 10 },
      { activity: 'call', maxCount: 5 },
      { activity: 'whatsapp', maxCount: 1 },
    ])
  })

  it('is the rules alone without a learned part', () => {
    const alone = compileVersion({ rules, learned: null })
    expect(alone.explain(dana, now)).toEqual(compileModel(rules).explain(dana, now))
    expect(alone.score(dana, now)).toMatchObject({ total: 37, winProbability: null })
    expect(alone.score(dana, now).breakdown).not.toHaveProperty('baseline')
    expect(alone.scoreWithHeldOut(dana, now, 3)).toEqual(alone.score(dana, now))
  })

  it.each([
    ['the weight must be from 0 to 1, not 1.2', { weight: 1.2 }],
    ['pointsPerDoubling must be a number above 0, not 0', { scale: { pointsPerDoubling: 0, offset: 0 } }],
    ['offset must be a number, not NaN', { scale: { pointsPerDoubling: 9, offset: Number.NaN } }],
    [
      'a pair names price',
      { card: { ...card, pairs: card.pairs.map((pair) => ({ ...pair, first: 'price' })) } },
    ],
  ])('refuses a learned part where %s', (message, change) => {
    const learned = { card, scale: { pointsPerDoubling: 10, offset: 40 }, weight: 0.5, ...change }
    expect(() => compileVersion({ rules, learned } as ScoringVersion)).toThrow(message)
  })
})

describe('scoreWithHeldOut', () => {
  const { scoreWithHeldOut } = compileVersion(version)

  it('takes the learned points of other log-odds, all in the baseline', () => {
    expect(scoreWithHeldOut(dana, now, -0.5 * doubling)).toEqual({
      total: 36,
      classification: 'cold',
      breakdown: { engagement: 5, buying_signals: 10, demographic_fit: 4, baseline: 17 },
      winProbability: expect.closeTo(0.4142, 4),
    })
  })

  it('refuses what is no number', () => {
    expect(() => scoreWithHeldOut(dana, now, Number.NaN)).toThrow(RangeError)
  })
})
