import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listWork, rankWork } from './rank-work.ts'
import { comesBackAt, wantsWork } from './wants-work.ts'
import { followUpFactor, freshnessFactor, scoreFactor, unansweredFactor } from './work-factors.ts'
import type { WorkLead } from './work-lead.ts'

const now = Date.UTC(2026, 10, 22, 9)
const hour = 3_600_000
const day = 24 * hour
const lead: WorkLead = {
  id: 'lead',
  score: 50,
  classification: 'warm',
  status: 'contacted',
  assignedAt: now - 10 * day,
  lastSignalAt: null,
  lastSignalType: null,
  question: null,
  lastTouchAt: now - 2 * day,
  followUpAt: null,
  doneAt: null,
  snoozedUntil: null,
}
const done = { ...lead, doneAt: now - 2 * hour }

describe('what wants work now', () => {
  it.each<[string, Partial<WorkLead>, boolean]>([
    ['a lead that nobody dealt with', {}, true],
    ['a won one', { status: 'won' }, false],
    ['a lost one whose follow-up is due', { status: 'lost', followUpAt: now - day }, false],
    [
      'a snoozed one, whatever happened',
      { snoozedUntil: now + 1, lastSignalAt: now, followUpAt: now - day },
      false,
    ],
    ['one whose snooze is over', { snoozedUntil: now }, true],
    ['one that is dealt with', { doneAt: now - hour }, false],
    ['one with an older sign of life', { doneAt: now - hour, lastSignalAt: now - 2 * hour }, false],
    [
      'one whose newer sign of life was answered',
      { doneAt: now - 3 * hour, lastSignalAt: now - 2 * hour, lastTouchAt: now - hour },
      false,
    ],
    ['one with a newer sign of life', { doneAt: now - 2 * hour, lastSignalAt: now - hour }, true],
    [
      'one that only unsubscribed since',
      { doneAt: now - 2 * hour, lastSignalAt: now - hour, lastSignalType: 'unsubscribed' },
      false,
    ],
    ['one assigned again since', { doneAt: now - 20 * day }, true],
    ['one whose follow-up is still to come', { doneAt: now - hour, followUpAt: now + 1 }, false],
    [
      'one that stirs before its follow-up',
      { doneAt: now - 2 * hour, followUpAt: now + day, lastSignalAt: now - hour },
      true,
    ],
    ['one whose follow-up has come', { doneAt: now - hour, followUpAt: now }, true],
    ['one whose follow-up was dealt with', { doneAt: now - hour, followUpAt: now - 2 * hour }, false],
  ])('%s', (_what, parts, expected) => {
    const given = { ...lead, ...parts }
    expect(wantsWork(given, now)).toBe(expected)
    expect(rankWork(given, now) !== null).toBe(expected)
  })

  it.each<[string, Partial<WorkLead>, number | null]>([
    ['after its snooze', { snoozedUntil: now + hour, followUpAt: now + day }, now + hour],
    ['at its follow-up', { doneAt: now, followUpAt: now + day }, now + day],
    ['when the lead stirs', { doneAt: now }, null],
    ['never, being closed', { status: 'won', snoozedUntil: now + hour }, null],
  ])('comes back %s', (_when, parts, expected) => {
    expect(comesBackAt({ ...lead, ...parts }, now)).toBe(expected)
  })
})

describe('the factors', () => {
  it('are what their examples say', () => {
    expect(wantsWork({ ...done, lastSignalAt: now - hour }, now)).toBe(true)
    expect(scoreFactor(50)).toBe(60)
    expect([0, 100, -5, 400].map(scoreFactor)).toEqual([20, 100, 20, 100])
    expect(freshnessFactor({ ...lead, lastSignalAt: now - 7 * day }, now)).toBe(0.75)
    expect(unansweredFactor({ ...lead, assignedAt: now - 1.5 * day, lastTouchAt: null }, now)).toBe(1.5)
    expect(followUpFactor({ ...lead, followUpAt: now - 3.5 * day }, now)).toBe(6.5)
    expect(rankWork({ ...lead, assignedAt: now, lastSignalAt: now }, now)?.rank).toBe(60)
  })

  it('leave aside what nothing waits for', () => {
    expect(freshnessFactor(lead, now)).toBe(0.5)
    expect(unansweredFactor(lead, now)).toBe(0.7)
    expect(unansweredFactor({ ...lead, lastSignalAt: now - 3 * day }, now)).toBe(0.7)
    expect(followUpFactor({ ...lead, followUpAt: now + day }, now)).toBe(1)
  })

  it('count the wait from the last contact, and from the assignment where that is later', () => {
    const asking = { ...lead, question: { type: 'demo_request', at: now - hour } }
    expect(unansweredFactor({ ...asking, lastTouchAt: now - 1.5 * day }, now)).toBe(1.5)
    expect(unansweredFactor({ ...asking, lastTouchAt: now - 9 * day, doneAt: now - 3 * hour }, now)).toBe(
      1 + 1 / 24,
    )
    const handedOn = { ...lead, assignedAt: now - 1.5 * day, lastTouchAt: now - 9 * day }
    expect(unansweredFactor(handedOn, now)).toBe(1.5)
    expect(unansweredFactor({ ...lead, lastTouchAt: null }, now)).toBe(2)
  })

  it('take a visit for half as urgent as a question', () => {
    const visited = { ...lead, lastSignalAt: now - hour, lastSignalType: 'website_visit' }
    expect(unansweredFactor({ ...visited, lastTouchAt: now - 1.5 * day }, now)).toBe(1.25)
    expect(unansweredFactor({ ...visited, lastTouchAt: now - 9 * day }, now)).toBe(1.5)
    expect(unansweredFactor({ ...visited, lastTouchAt: null }, now)).toBe(2)
    const question = { type: 'demo_request', at: now - day }
    expect(unansweredFactor({ ...visited, question, lastTouchAt: now - 9 * day }, now)).toBe(2)
  })
})

const seed = Math.floor(Math.random() * 2 ** 31)
const past = fc.integer({ min: now - 400 * day, max: now })
const maybe = fc.option(past)
const anyLead: fc.Arbitrary<WorkLead> = fc.record({
  id: fc.uuid(),
  score: fc.integer({ min: 0, max: 100 }),
  classification: fc.constantFrom('hot', 'warm', 'cold'),
  status: fc.constantFrom('new', 'contacted', 'qualified', 'won'),
  assignedAt: past,
  lastSignalAt: maybe,
  lastSignalType: fc.constantFrom(null, 'demo_request', 'email_open', 'unsubscribed', 'toString'),
  question: fc.option(fc.record({ type: fc.constant('demo_request'), at: past })),
  lastTouchAt: maybe,
  followUpAt: fc.option(fc.integer({ min: now - 400 * day, max: now + 400 * day })),
  doneAt: maybe,
  snoozedUntil: fc.option(fc.integer({ min: now - 9 * day, max: now + 9 * day })),
})
const anyStep = fc.integer({ min: 0, max: 400 * day })

/** What ranks nothing ranks below everything. */
const rankOf = (given: WorkLead) => rankWork(given, now)?.rank ?? 0

function check(property: (lead: WorkLead, step: number) => void) {
  fc.assert(fc.property(anyLead, anyStep, property), { seed, numRuns: 5000 })
}

describe(`ranking any lead (seed ${seed})`, () => {
  it('is the product of its factors, each within its bounds', () => {
    check((given) => {
      const ranked = rankWork(given, now)
      if (!ranked) return
      const { score, freshness, unanswered, followUp } = ranked.factors
      expect(ranked.rank).toBe(score * freshness * unanswered * followUp)
      expect(score >= 20 && score <= 100).toBe(true)
      expect(freshness >= 0.5 && freshness <= 1).toBe(true)
      expect(unanswered === 0.7 || (unanswered >= 1 && unanswered <= 2)).toBe(true)
      expect(followUp === 1 || (followUp >= 5 && followUp <= 8)).toBe(true)
    })
  })

  it('never ranks a higher score lower', () => {
    check((given, step) => {
      const higher = { ...given, score: Math.min(100, given.score + (step % 100)) }
      expect(rankOf(higher)).toBeGreaterThanOrEqual(rankOf(given))
    })
  })

  it('never ranks a fresher signal lower, nor any signal below none', () => {
    check((given, step) => {
      const lastSignalAt = Math.min(now, (given.lastSignalAt ?? now - 400 * day) + step)
      expect(rankOf({ ...given, lastSignalAt })).toBeGreaterThanOrEqual(rankOf(given))
    })
  })

  it('never ranks a lead lower for a question, nor for a later one', () => {
    check((given, step) => {
      const at = Math.min(now, (given.question?.at ?? now - 400 * day) + step)
      expect(rankOf({ ...given, question: { type: 'demo_request', at } })).toBeGreaterThanOrEqual(
        rankOf(given),
      )
    })
  })

  it('never ranks a longer time without contact lower', () => {
    check((given, step) => {
      if (given.lastTouchAt === null) return
      const longer = { ...given, lastTouchAt: given.lastTouchAt - step }
      expect(rankOf(longer)).toBeGreaterThanOrEqual(rankOf(given))
      expect(rankOf({ ...given, lastTouchAt: null })).toBeGreaterThanOrEqual(rankOf(given))
    })
  })

  it('never ranks an untouched lead lower for having been assigned earlier', () => {
    check((given, step) => {
      const untouched = { ...given, lastTouchAt: null, doneAt: null }
      const earlier = { ...untouched, assignedAt: untouched.assignedAt - step }
      expect(rankOf(earlier)).toBeGreaterThanOrEqual(rankOf(untouched))
    })
  })

  it('always ranks a follow-up that is due above one that is not, and a later one never lower', () => {
    check((given, step) => {
      const open = { ...given, status: 'contacted', snoozedUntil: null, doneAt: null }
      const due = { ...open, followUpAt: now - step }
      expect(rankOf(due)).toBeGreaterThan(rankOf({ ...open, followUpAt: now + 1 + step }))
      expect(rankOf(due)).toBeGreaterThan(rankOf({ ...open, followUpAt: null }))
      expect(rankOf({ ...due, followUpAt: due.followUpAt - step })).toBeGreaterThanOrEqual(rankOf(due))
    })
  })

  it('makes the same queue from the leads in any order', () => {
    const leads = fc.uniqueArray(anyLead, { selector: ({ id }) => id, maxLength: 30 })
    fc.assert(
      fc.property(leads, (leads) => {
        const queue = listWork(leads, now)
        expect(listWork(leads.toReversed(), now)).toEqual(queue)
        const ranks = queue.map(({ rank }) => rank)
        expect(ranks).toEqual(ranks.toSorted((one, other) => other - one))
      }),
      { seed, numRuns: 500 },
    )
  })
})

it('puts equal ranks in the order of their ids', () => {
  const ids = (leads: WorkLead[]) => listWork(leads, now).map(({ lead: { id } }) => id)
  expect(
    ids([
      { ...lead, id: 'b' },
      { ...lead, id: 'a' },
      { ...lead, id: 'c', score: 51 },
    ]),
  ).toEqual(['c', 'a', 'b'])
})
