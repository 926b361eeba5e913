import { z } from 'zod'
import { anyRole } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { idParams, moment, optionalText } from './fields.ts'
import { activity } from './leads.ts'
import { pageOf, pageQuery } from './paging.ts'

/** What a person or a tracker may record; the points are the server's business. */
export const recordableActivityTypes = [
  'email_open',
  'email_click',
  'email_reply',
  'email_bounced',
  'unsubscribed',
  'website_visit',
  'pricing_page_view',
  'content_download',
  'webinar_attended',
  'form_submitted',
  'demo_request',
  'trial_signup',
  'trade_in_inquiry',
  'test_drive_request',
  'financing_calculator',
  'call',
  'meeting',
  'whatsapp',
  'email_sent',
] as const

/** Entries that the product writes itself. */
export const systemActivityTypes = [
  'note',
  'status_change',
  'lead_created',
  'lead_assigned',
  'lead_transferred',
] as const

/** Contact that we made. */
const touches: readonly string[] = ['call', 'meeting', 'whatsapp', 'email_sent']
/** Neither side's doing: mail that a server gave back. */
const mishaps: readonly string[] = ['email_bounced']

/** Whose doing an activity is: a sign of life of the lead, a touch of ours, or neither. */
export function sideOfActivity(type: string): 'signal' | 'touch' | null {
  if (touches.includes(type)) return 'touch'
  if (mishaps.includes(type) || isSystemActivity(type)) return null
  return 'signal'
}

/** Whether the product wrote an entry itself: no score rests on it. */
export function isSystemActivity(type: string): boolean {
  return systemTypes.has(type)
}

const systemTypes: ReadonlySet<string> = new Set(systemActivityTypes)

export const activityTypes = [...recordableActivityTypes, ...systemActivityTypes] as const
export type ActivityType = (typeof activityTypes)[number]

export const recordActivityInput = z.strictObject({
  activity_type: z.enum(recordableActivityTypes),
  description: optionalText(2000).optional(),
  occurred_at: moment.optional().describe('when it happened; now unless given, never in the future'),
  points_awarded: z.unknown().optional().describe('ignored: points are computed by the server'),
})
export type RecordActivityInput = z.output<typeof recordActivityInput>

export const recordActivity = defineEndpoint({
  name: 'recordActivity',
  summary: 'Record an activity; the score moves in the same transaction',
  tag: 'activities',
  method: 'POST',
  path: '/leads/:id/activity',
  access: anyRole,
  status: 201,
  params: idParams,
  body: recordActivityInput,
  response: activity.extend({ current_score: z.int(), classification: z.enum(['hot', 'warm', 'cold']) }),
})

export const activityListQuery = pageQuery.extend({ activity_type: z.enum(activityTypes).optional() })
export type ActivityListQuery = z.output<typeof activityListQuery>

export const listActivities = defineEndpoint({
  name: 'listActivities',
  summary: 'The timeline of a lead, newest first',
  tag: 'activities',
  method: 'GET',
  path: '/leads/:id/activities',
  access: anyRole,
  params: idParams,
  query: activityListQuery,
  response: pageOf(activity),
})
