import { describe, expect, it } from 'vitest'
import { deepFreeze } from '../test/deep-freeze.ts'
import { compileVersion } from './compile-version.ts'
import { diffScores } from './diff-scores.ts'
import type { LeadFacts, ScoreLedger } from './lead-score.ts'
import type { Scorecard } from './learned/scorecard.ts'
import type { ScoringModel } from './scoring-model.ts'
import type { ScoringVersion } from './scoring-version.ts'

const now = Date.UTC(2026, 5, 1)
const day = 86_400_000
const open = { cap: 100, floor: null }
const rules: ScoringModel = deepFreeze({
  name: 'Small',
  thresholds: { hot: 80, warm: 50 },
  groups: { engagement: open, buying_signals: open, demographic_fit: open },
  rules: [
    {
      id: 'call',
      group: 'engagement',
      label: 'Called',
      kind: 'activity',
      activity: 'call',
      points: 20,
      maxCount: 1,
    },
  ],
})
// Whole points throughout, so that rounding moves nothing.
const feature = { kind: 'numeric' as const, levels: [], rows: [1, 1, 1] }
const card: Scorecard = {
  format: 'leadglass-scorecard/1',
  candidate: 'additive',
  base: 0,
  features: [
    { ...feature, name: 'activity.view.count', cuts: [1.5], points: [0, Math.LN2, 2 * Math.LN2] },
    { ...feature, name: 'activity.view.days', cuts: [7.5], points: [-Math.LN2, Math.LN2, 0] },
    { ...feature, name: 'company_size', cuts: [50], points: [0, -Math.LN2, Math.LN2] },
  ],
  pairs: [],
  training: {
    rows: 0,
    won: 0,
    seed: 1,
    signal: 'reliable',
    reason: '',
    candidates: [],
    leftOut: [],
    calibration: { slope: 1, intercept: 0, by: 'nothing' },
  },
}
const version: ScoringVersion = deepFreeze({
  rules,
  learned: { card, scale: { pointsPerDoubling: 10, offset: 30 }, weight: 0.5 },
})
const view = (id: string, age: number) => ({ id, type: 'view', at: now - age * day })
const dana: LeadFacts = deepFreeze({
  fields: { company_size: 20 },
  activities: [view('a', 2), { id: 'c', type: 'call', at: now - 90 * day }],
  createdAt: now - 90 * day,
})
const before = compileVersion(version).explain(dana, now)

function causes(from: ScoreLedger, to: ScoreLedger) {
  const { points, parts } = diffScores(from, to)
  expect(parts.reduce((sum, part) => sum + part.points, 0)).toBe(points)
  return parts.map(({ rule, cause }) => `${rule}: ${cause}`)
}

describe('diffScores of blended scores', () => {
  it('names new activities, age and changed fields behind learned terms', () => {
    const { explain } = compileVersion(version)
    const more = { ...dana, activities: [...dana.activities, view('b', 1)] }
    expect(causes(before, explain(more, now))).toEqual(['learned:activity.view.count: new_activity'])
    expect(causes(before, explain(dana, now + 10 * day))).toEqual(['learned:activity.view.days: decay'])
    const larger = { ...dana, fields: { company_size: 500 } }
    expect(causes(before, explain(larger, now))).toEqual(['learned:company_size: field_change'])
    const idle = explain({ ...dana, activities: dana.activities.slice(1) }, now)
    expect(causes(idle, before)).toEqual([
      'learned:activity.view.count: new_activity',
      'learned:activity.view.days: new_activity',
    ])
    expect(causes(before, idle)).toEqual([
      'learned:activity.view.days: decay',
      'learned:activity.view.count: decay',
    ])
  })

  it('blames another version for what moved under it, rules included, as they weigh otherwise', () => {
    const alone = compileVersion({ rules, learned: null }).explain(dana, now - day)
    const moved = causes(alone, before)
    expect(moved).toContain('call: model_change')
    expect(moved).toContain('learned:base: model_change')
    expect(new Set(moved.map((line) => line.split(': ')[1]))).toEqual(new Set(['model_change']))
    expect(new Set(causes(before, alone).map((line) => line.split(': ')[1]))).toEqual(
      new Set(['model_change']),
    )
  })

  it('still names a new activity that a rule rewards under another weight', () => {
    const learned = version.learned && { ...version.learned, weight: 0.25 }
    const called = { ...dana, activities: [...dana.activities, { id: 'd', type: 'call', at: now + day }] }
    const after = compileVersion({ rules, learned }).explain(called, now + day)
    expect(causes(before, after)).toContain('call: new_activity')
  })

  it('blames other rules beside the same learned part for the rules alone', () => {
    const [call] = rules.rules
    const other = call ? { ...rules, rules: [{ ...call, points: 40 }] } : rules
    const larger = { ...dana, fields: { company_size: 500 } }
    const after = compileVersion({ ...version, rules: other }).explain(larger, now)
    expect(causes(before, after)).toEqual(['call: model_change', 'learned:company_size: field_change'])
  })
})
