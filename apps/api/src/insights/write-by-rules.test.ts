import { describe, expect, it } from 'vitest'
import { listInsightFacts } from './insight-facts.ts'
import type { LeadStory } from './lead-story.ts'
import { writeByRules } from './write-by-rules.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const day = 24 * 60 * 60_000

const nobody: LeadStory = {
  name: 'Dana',
  company: null,
  title: null,
  industry: null,
  companySize: null,
  country: null,
  source: 'other',
  estimatedValue: null,
  hasPhone: true,
  hasEmail: true,
  status: 'new',
  score: 0,
  classification: 'cold',
  winProbability: null,
  modelVersion: 1,
  terms: [],
  activities: [],
  lastSignalAt: null,
  lastTouchAt: null,
  followUpAt: null,
  notes: { count: 0, newestType: null, newestAt: null },
}

function write(story: Partial<LeadStory>) {
  const whole = { ...nobody, ...story }
  const facts = listInsightFacts(whole)
  return { ...writeByRules(whole, facts, now), facts }
}
const did = (type: string, daysAgo: number) => ({ id: `${type}-${daysAgo}`, type, at: now - daysAgo * day })

describe('writeByRules', () => {
  it('says of a lead of which nothing is known that nothing is known', () => {
    const { explanation, talking_points, next_action } = write({})
    expect(explanation).toBe('Dana is cold with 0 points: nothing counts for or against it yet.')
    expect(talking_points).toEqual([])
    expect(next_action.text).toBe('Leave it until it shows interest')
  })

  it.each<[string, Partial<LeadStory>, RegExp]>([
    ['a won lead', { status: 'won' }, /Nothing to sell/],
    ['a lost lead', { status: 'lost' }, /why it was lost/],
    ['nobody can reach it', { hasPhone: false, hasEmail: false }, /Find a telephone number/],
    [
      'mails come back',
      { hasPhone: false, activities: [did('email_bounced', 1)] },
      /Find a telephone number/,
    ],
    ['an open question', { activities: [did('demo_request', 1)] }, /^Call today: offer two dates/],
    [
      'an answered question',
      {
        activities: [did('demo_request', 2)],
        lastTouchAt: now - day,
        classification: 'warm',
        lastSignalAt: now - 2 * day,
      },
      /Give it a few days/,
    ],
    [
      'a follow-up that is due',
      { followUpAt: now - 2 * day, lastTouchAt: now - day },
      /planned to come back/,
    ],
    ['a proposal without news', { status: 'proposal', lastTouchAt: now - 5 * day }, /decision/],
    ['a hot lead without contact', { classification: 'hot' }, /^Call today to get to know/],
    ['a warm lead without telephone', { classification: 'warm', hasPhone: false }, /^Write this week/],
    [
      'new interest since the last contact',
      { classification: 'warm', lastTouchAt: now - 5 * day, lastSignalAt: now - day },
      /while it is fresh/,
    ],
    [
      'a hot lead that waits',
      { classification: 'hot', lastTouchAt: now - 9 * day },
      /should not wait longer/,
    ],
  ])('knows what to do about %s', (_, story, expected) => {
    const { next_action, facts } = write(story)
    expect(next_action.text).toMatch(expected)
    expect(next_action.fact_ids.length).toBeGreaterThan(0)
    expect(facts.map(({ id }) => id)).toEqual(expect.arrayContaining(next_action.fact_ids))
  })

  it('names what weighs most for and against the lead', () => {
    const term = (label: string, points: number) => ({ label, points, activityIds: [], field: null })
    const { explanation } = write({
      score: 20,
      terms: [
        term('Industry', 5),
        term('Viewed the pricing page', 18),
        term('Unsubscribed', -15),
        term('Title', 9),
      ],
    })
    expect(explanation).toBe(
      'Dana is cold with 20 points, mostly for: Viewed the pricing page (+18), Title (+9), Industry (+5). Held back by: Unsubscribed (−15).',
    )
  })

  it('talks about what happened within a month, each kind once', () => {
    const activities = [did('pricing_page_view', 1), did('pricing_page_view', 2), did('webinar_attended', 40)]
    const { talking_points, facts } = write({ activities })
    expect(talking_points.map(({ text }) => text)).toEqual(['Ask what they compare the price with'])
    const cited = facts.filter(({ id }) => talking_points[0]?.fact_ids.includes(id))
    expect(cited.flatMap(({ activity_ids }) => activity_ids)).toEqual([
      'pricing_page_view-1',
      'pricing_page_view-2',
    ])
  })

  it('has the same facts tomorrow, so that a text is asked for once', () => {
    const story = { ...nobody, activities: [did('demo_request', 1)], lastTouchAt: now - 3 * day }
    expect(listInsightFacts(story)).toEqual(listInsightFacts(structuredClone(story)))
    expect(JSON.stringify(listInsightFacts(story))).not.toMatch(/ago|today|yesterday/)
  })
})
