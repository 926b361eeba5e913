import { describe, expect, it } from 'vitest'
import { deepFreeze } from '../../test/deep-freeze.ts'
import type { LeadFacts } from '../lead-score.ts'
import { learningRow } from './learning-row.ts'

const now = Date.UTC(2026, 5, 1)
const day = 86_400_000
const dana: LeadFacts = deepFreeze({
  fields: {
    id: 'lead-1',
    name: 'Dana',
    email: 'dana@acme.example',
    phone: '555',
    status: 'won',
    current_score: 90,
    owner_id: 'rep-1',
    title: 'VP Sales',
    company: ' ',
    company_size: 120,
    'metadata.trial': true,
    'metadata.customer_id': 'C-17',
    'metadata.customerId': 'C-17',
    'metadata.id': 17,
    'metadata.paid': 'yes',
  },
  createdAt: now - 90 * day,
  activities: [
    { id: 'a', type: 'call', at: now - 3.9 * day },
    { id: 'b', type: 'call', at: now - 20 * day },
    { id: 'c', type: 'call', at: now + 1 },
    { id: 'd', type: 'website_visit', at: now, count: 25 },
    { id: 'e', type: 'status_change', at: now - day },
    { id: 'f', type: 'note', at: now - day },
    { id: 'g', type: 'meeting', at: now - day, count: 0 },
  ],
})

describe('learningRow', () => {
  it('holds what is known of a lead and what happened, but nothing that names it or tells its outcome', () => {
    expect(learningRow(dana, now)).toEqual({
      title: 'VP Sales',
      company: null,
      company_size: 120,
      email_kind: 'business',
      'metadata.trial': true,
      'metadata.paid': 'yes',
      'activity.call.count': 2,
      'activity.call.days': 3,
      'activity.website_visit.count': 10,
      'activity.website_visit.days': 0,
    })
  })

  it('knows no more than was known at the moment', () => {
    const row = learningRow(dana, now - 10 * day)
    expect(row).toMatchObject({ 'activity.call.count': 1, 'activity.call.days': 10 })
    expect(row).not.toHaveProperty('activity.website_visit.count')
  })

  it('does not depend on the order of activities', () => {
    const activities = dana.activities.toReversed()
    expect(learningRow({ ...dana, activities }, now)).toEqual(learningRow(dana, now))
  })

  it('refuses what is no moment', () => {
    expect(() => learningRow(dana, Number.NaN)).toThrow(RangeError)
  })
})
