import { describe, expect, it } from 'vitest'
import { deepFreeze } from '../test/deep-freeze.ts'
import { dealershipModel } from './dealership-model.ts'
import { explainScore } from './explain-score.ts'
import type { LeadFacts } from './lead-score.ts'
import { scoreLead } from './score-lead.ts'

const now = Date.UTC(2026, 5, 1)
const day = 86_400_000

const jane = lead(
  {
    email_open: 5,
    email_click: 5,
    website_visit: 5,
    pricing_page_view: 5,
    test_drive_request: 1,
    financing_calculator: 2,
  },
  ['same_city', 'high', '720+'],
)
const bob = lead(
  { email_open: 3, email_click: 3, website_visit: 4, pricing_page_view: 3, financing_calculator: 1 },
  ['nearby', 'medium', '650-719'],
)
const alice = lead({ email_open: 2, website_visit: 2 }, ['other', 'low', 'not_available'])
const empty = lead({}, ['other', 'unknown', 'not_available'])
const blank: LeadFacts = deepFreeze({ fields: {}, activities: [], createdAt: now })

describe('dealershipModel', () => {
  it.each([
    ['Jane', jane, 95, 'hot', [40, 35, 20]],
    ['Bob', bob, 53, 'warm', [26, 14, 13]],
    ['Alice', alice, 13, 'cold', [10, 0, 3]],
    ['a lead that did nothing', empty, 4, 'cold', [0, 0, 4]],
    ['a lead of which nothing is known', blank, 4, 'cold', [0, 0, 4]],
  ])('scores %s', (_name, facts, total, classification, [engagement, buying_signals, demographic_fit]) => {
    expect(scoreLead(dealershipModel, facts, now)).toEqual({
      total,
      classification,
      breakdown: { engagement, buying_signals, demographic_fit },
      winProbability: null,
    })
  })

  it('explains Alice line by line', () => {
    const lines = explainScore(dealershipModel, alice, now).terms.map(
      (term) => `${term.label} ${term.points}`,
    )
    expect(lines).toEqual([
      'Opened an e-mail 6',
      'Visited the website 4',
      'Low income 1',
      'Credit score not available 2',
    ])
  })

  it('counts no more than five opens and holds buying signals at 40', () => {
    const eager = lead(
      {
        email_open: 9,
        trade_in_inquiry: 1,
        test_drive_request: 1,
        financing_calculator: 2,
        pricing_page_view: 2,
      },
      ['same_state', 'high', '580-649'],
    )
    const ledger = explainScore(dealershipModel, eager, now)
    expect(ledger.breakdown).toEqual({ engagement: 15, buying_signals: 40, demographic_fit: 10 })
    expect(ledger.terms.find((term) => term.rule === 'limit:buying_signals')).toEqual({
      group: 'buying_signals',
      rule: 'limit:buying_signals',
      label: 'Limit of the group',
      points: -1,
      evidence: { kind: 'limit', limit: 40, before: 41 },
    })
  })

  it('lets nothing decay', () => {
    expect(scoreLead(dealershipModel, jane, now + 1000 * day).total).toBe(95)
  })
})

function lead(
  counts: Record<string, number>,
  [location_match, income, credit_score]: [string, string, string],
): LeadFacts {
  const fields = {
    'metadata.location_match': location_match,
    'metadata.income': income,
    'metadata.credit_score': credit_score,
  }
  const activities = Object.entries(counts).flatMap(([type, count]) =>
    Array.from({ length: count }, (_none, index) => ({
      id: `${type}-${index}`,
      type,
      at: now - index * day,
    })),
  )
  return deepFreeze({ fields, activities, createdAt: now - 30 * day })
}
