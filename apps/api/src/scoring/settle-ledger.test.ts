import { compileModel, type LeadFacts, scoringPresets } from '@leadglass/scoring'
import { describe, expect, it } from 'vitest'
import type { ScorePoint } from './find-score-point.ts'
import { settleLedger } from './settle-ledger.ts'

const day = 86_400_000
const now = Date.parse('2026-11-22T09:00:00Z')
const { model, explain } = compileModel(scoringPresets.b2b)

const factsOf = (activities: LeadFacts['activities']): LeadFacts => ({
  fields: { title: 'CEO' },
  activities,
  createdAt: now - 200 * day,
})
const pointOf = (parts: Partial<ScorePoint>): ScorePoint => ({
  at: new Date(now).toISOString(),
  score: 0,
  classification: 'cold',
  engagement: 0,
  buying_signals: 0,
  demographic_fit: 0,
  win_probability: null,
  scoring_model_id: 'b2b',
  ...parts,
})
const settle = (facts: LeadFacts, parts: Partial<ScorePoint>) => {
  const ledger = explain(facts, now)
  return { ledger, settled: settleLedger({ model, facts, ledger }, pointOf(parts)) }
}

describe('settleLedger', () => {
  it('leaves a ledger alone that gives the stored score', () => {
    const { ledger, settled } = settle(factsOf([]), { score: 6, demographic_fit: 6 })
    expect(settled).toMatchObject({ total: 6, breakdown: ledger.breakdown })
    expect(settled.terms).toHaveLength(ledger.terms.length)
  })

  it('makes what is missing a term of each group', () => {
    const { settled } = settle(factsOf([]), {
      score: 63,
      engagement: 10,
      buying_signals: 8,
      demographic_fit: 4,
    })
    const unknown = settled.terms.filter(({ evidence }) => evidence.kind === 'unknown')
    expect(unknown.map(({ group, points }) => [group, points])).toEqual([
      ['engagement', 10],
      ['buying_signals', 8],
      ['demographic_fit', -2],
      ['baseline', 41],
    ])
    expect(settled.breakdown).toEqual({ engagement: 10, buying_signals: 8, demographic_fit: 4, baseline: 41 })
    expect(settled.terms.reduce((total, { points }) => total + points, 0)).toBe(63)
  })

  it('names the newest activity that ended the silence before, and none where there was none', () => {
    const silenceOf = (activities: LeadFacts['activities']) =>
      settle(factsOf(activities), {}).settled.terms.flatMap(({ evidence }) =>
        evidence.kind === 'silence' ? [evidence.activityIds] : [],
      )
    expect(silenceOf([])).toEqual([[], []])
    const heard = (id: string, days: number, type = 'call') => ({ id, type, at: now - days * day })
    expect(silenceOf([heard('old', 150), heard('new', 120), heard('other', 100, 'unsubscribed')])).toEqual([
      ['new'],
      ['new'],
    ])
  })
})
