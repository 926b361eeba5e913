import { describe, expect, it } from 'vitest'
import { agoText, daysSince, sinceText } from './relative-days.ts'
import type { WorkLead } from './work-lead.ts'
import { workReason } from './work-reason.ts'

// A Sunday.
const now = Date.UTC(2026, 10, 22, 15)
const hour = 3_600_000
const day = 24 * hour
const reader = { now, utcOffsetMinutes: 0, isAssignee: true }
const lead: WorkLead = {
  id: 'lead',
  score: 86,
  classification: 'hot',
  status: 'contacted',
  assignedAt: now - 30 * day,
  lastSignalAt: null,
  lastSignalType: null,
  question: null,
  lastTouchAt: now - 9 * day,
  followUpAt: null,
  doneAt: null,
  snoozedUntil: null,
}
const reasonOf = (parts: Partial<WorkLead>) => workReason({ ...lead, ...parts }, reader)
const asked = { question: { type: 'demo_request', at: now - 3 * hour } }
const looked = { lastSignalType: 'pricing_page_view', lastSignalAt: now - 3 * hour }

it.each<[string, string, Partial<WorkLead>]>([
  ['follow_up_overdue', 'Follow-up was due yesterday', { followUpAt: now - day, ...asked }],
  ['follow_up_overdue', 'Follow-up was due 12 days ago', { followUpAt: now - 12 * day }],
  ['follow_up_today', 'Follow-up is due today', { followUpAt: now - 6 * hour, ...asked }],
  ['unanswered', 'Asked for a demo 3 hours ago, nobody answered yet', asked],
  ['unanswered', 'Asked for a demo 3 hours ago, nobody answered yet', { ...asked, assignedAt: now - hour }],
  [
    'unanswered',
    'Replied to an e-mail yesterday, nobody answered yet',
    { question: { type: 'email_reply', at: now - day } },
  ],
  ['unanswered', 'Asked for a demo 3 hours ago, nobody answered yet', { ...looked, ...asked }],
  ['new_assignment', 'New for you since this morning', { assignedAt: now - 6 * hour, ...looked }],
  ['new_assignment', 'New for you since yesterday', { assignedAt: now - day, lastTouchAt: null }],
  ['new_assignment', 'New for you since Friday', { assignedAt: now - 2 * day }],
  ['new_assignment', 'New for you, assigned 20 minutes ago', { assignedAt: now - hour / 3 }],
  ['hot_signal', 'Viewed the pricing page 3 hours ago', looked],
  ['hot_signal', 'Viewed the pricing page 3 hours ago, no contact yet', { ...looked, lastTouchAt: null }],
  ['unanswered', 'Assigned 4 weeks ago, no contact yet', { lastTouchAt: null }],
  ['unanswered', 'Assigned 3 days ago, last contact 9 days ago', { assignedAt: now - 3 * day }],
  ['gone_quiet', 'Hot (86), last contact 9 days ago', {}],
  ['gone_quiet', 'Hot (86), last contact 9 days ago', { lastSignalType: 'unsubscribed', lastSignalAt: now }],
  [
    'gone_quiet',
    'Hot (86), last contact 9 days ago',
    { question: { type: 'demo_request', at: now - 10 * day } },
  ],
  [
    'gone_quiet',
    'Hot (86), last contact 5 weeks ago',
    {
      question: { type: 'demo_request', at: now - 20 * day },
      assignedAt: now - 90 * day,
      lastTouchAt: now - 40 * day,
    },
  ],
  [
    'score',
    'Warm (60), last contact 5 days ago',
    {
      classification: 'warm',
      score: 60,
      lastTouchAt: now - 5 * day,
    },
  ],
  [
    'score',
    'Cold (7), no contact yet',
    {
      classification: 'cold',
      score: 7,
      lastTouchAt: null,
      doneAt: now - 4 * day,
    },
  ],
])('%s: %s', (reason, text, parts) => {
  expect(reasonOf(parts)).toEqual({ reason, text })
})

it('speaks of the assignee to somebody else', () => {
  const text = workReason({ ...lead, assignedAt: now - 6 * hour }, { ...reader, isAssignee: false }).text
  expect(text).toBe('New since this morning')
})

describe('how long ago', () => {
  it.each([
    [-hour, 'just now'],
    [30_000, 'just now'],
    [60_000, '1 minute ago'],
    [59 * 60_000, '59 minutes ago'],
    [hour, '1 hour ago'],
    [14 * hour, '14 hours ago'],
    [16 * hour, 'yesterday'],
    [39 * hour, 'yesterday'],
    [40 * hour, '2 days ago'],
    [13 * day, '13 days ago'],
    [14 * day, '2 weeks ago'],
    [62 * day, '8 weeks ago'],
    [63 * day, '2 months ago'],
    [364 * day, '11 months ago'],
    [500 * day, 'more than a year ago'],
  ])('names %s ms as %s', (age, text) => {
    expect(agoText(now - age, reader)).toBe(text)
  })

  it('keeps hours over midnight, and days by the clock of the reader', () => {
    const night = Date.UTC(2026, 10, 22, 1)
    expect(agoText(night - 2 * hour, { now: night, utcOffsetMinutes: 0 })).toBe('2 hours ago')
    expect(daysSince(night - 2 * hour, { now: night, utcOffsetMinutes: 0 })).toBe(1)
    expect(daysSince(night - 2 * hour, { now: night, utcOffsetMinutes: -300 })).toBe(0)
  })

  it.each([
    [now - 6 * hour, 'this morning'],
    [now - hour, 'this afternoon'],
    [now - day, 'yesterday'],
    [now - 2 * day, 'Friday'],
    [now - 6 * day, 'Monday'],
    [now - 9 * day, '9 days ago'],
  ])('names a day since %s as %s', (at, text) => {
    expect(sinceText(at, reader)).toBe(text)
  })

  it('knows the evening of the reader', () => {
    expect(sinceText(now - hour, { now, utcOffsetMinutes: 300 })).toBe('this evening')
  })
})
