import { expect, it } from 'vitest'
import { randomBy } from '../test/random-deals.ts'
import {
  columnsOf,
  compileVersion,
  crossValidate,
  diffScores,
  explainScore,
  fitPointScale,
  fitScorecard,
  foldsFor,
  learnedWeight,
  learningRow,
  monotoneFeatures,
  scoreLead,
  scoringPresets,
} from './index.ts'

it('does what the README says', () => {
  const now = Date.UTC(2026, 5, 1)
  const view = { id: 'a1', type: 'pricing_page_view', at: now }
  const dana = {
    fields: { title: 'VP Sales', email: 'dana@acme.example' },
    activities: [view],
    createdAt: now,
  }

  expect(scoreLead(scoringPresets.b2b, dana, now)).toEqual({
    total: 12,
    classification: 'cold',
    breakdown: { engagement: 0, buying_signals: 3, demographic_fit: 9 },
    winProbability: null,
  })

  const ledger = explainScore(scoringPresets.b2b, dana, now)
  expect(ledger.terms.map((term) => `${term.label} ${term.points}`)).toEqual([
    'Viewed the pricing page 3',
    'Decides about purchases 6',
    'Writes from a company address 3',
  ])

  const later = explainScore(scoringPresets.b2b, dana, now + 20 * 86_400_000)
  expect(diffScores(ledger, later).parts.map((part) => `${part.label} ${part.points} ${part.cause}`)).toEqual(
    ['Viewed the pricing page -1 decay'],
  )
})

it('blends as the README says', () => {
  const now = Date.UTC(2026, 5, 1)
  const random = randomBy(3)
  const deals = Array.from({ length: 300 }, (_, lead) => {
    const views = Math.floor(random() * 5)
    const activities = Array.from({ length: views }, (_, at) => {
      return { id: `${lead}-${at}`, type: 'pricing_page_view', at: now - random() * 30 * 86_400_000 }
    })
    const facts = { fields: { source: random() < 0.5 ? 'ads' : 'referral' }, activities, createdAt: 0 }
    return { id: `lead-${lead}`, facts, asOf: now, won: random() < 0.1 + 0.15 * views }
  })
  const outcomes = deals.map(({ won }) => (won ? 1 : 0))
  const ids = deals.map(({ id }) => id)

  const rules = scoringPresets.b2b
  const columns = columnsOf(deals.map((deal) => learningRow(deal.facts, deal.asOf)))
  const options = { monotone: monotoneFeatures(rules) }
  const { logOdds, judgement } = crossValidate({ columns, outcomes }, foldsFor(outcomes, ids, 5), options)
  const card = fitScorecard({ columns, outcomes }, options)
  const learned = { card, scale: fitPointScale(logOdds), weight: learnedWeight(card) }
  expect(judgement.auc?.value).toBeGreaterThan(0.6)
  expect(learned.weight).toBeGreaterThan(0.4)

  const [deal] = deals
  if (!deal) throw new Error('there are deals')
  const compiled = compileVersion({ rules, learned })
  const { total, breakdown, winProbability, terms, weight } = compiled.explain(deal.facts, now)
  expect(Object.values(breakdown).reduce((sum, points) => sum + points, 0)).toBe(total)
  expect(terms.map(({ rule }) => rule)).toContain('learned:activity.pricing_page_view.count')
  expect(winProbability).toBeGreaterThan(0)
  expect(weight).toBe(learned.weight)
  const held = compiled.scoreWithHeldOut(deal.facts, deal.asOf, logOdds[0] ?? 0)
  expect(held.winProbability).not.toBe(winProbability)
})
