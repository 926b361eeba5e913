import { expect, it } from 'vitest'
import { activityTypes, isSystemActivity, sideOfActivity } from './activities.ts'

it('tells what the lead did from what we did, and both from what nobody did', () => {
  const of = (side: ReturnType<typeof sideOfActivity>) =>
    activityTypes.filter((type) => sideOfActivity(type) === side)
  expect(of('touch')).toEqual(['call', 'meeting', 'whatsapp', 'email_sent'])
  expect(of(null)).toEqual([
    'email_bounced',
    'note',
    'status_change',
    'lead_created',
    'lead_assigned',
    'lead_transferred',
  ])
  expect(of('signal')).toHaveLength(activityTypes.length - 10)
  expect(sideOfActivity('showroom_visit')).toBe('signal')
})

it('knows the entries that the product writes itself', () => {
  expect(activityTypes.filter(isSystemActivity)).toEqual([
    'note',
    'status_change',
    'lead_created',
    'lead_assigned',
    'lead_transferred',
  ])
})
