import { expect, it } from 'vitest'
import { diffScores, explainScore, scoreLead, scoringPresets } from './index.ts'

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
