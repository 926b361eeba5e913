import { z } from 'zod'
import { anyRole } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { moment, optionalText, queryInteger, timestamp, uuid } from './fields.ts'
import { leadStatus, personRef } from './leads.ts'
import { classification } from './scoring.ts'

/** Why a lead stands where it does: the strongest of the four. */
export const workReasons = [
  'follow_up_overdue',
  'follow_up_today',
  'unanswered',
  'new_assignment',
  'hot_signal',
  'gone_quiet',
  'score',
] as const

/** A lead to work on, with one plain reason. */
export const workItem = z.object({
  lead_id: uuid,
  assignment_id: uuid,
  name: z.string(),
  company: z.string().nullable(),
  title: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  status: leadStatus,
  score: z.int().describe('the score to work by: an override where there is one'),
  computed_score: z.int(),
  classification,
  win_probability: z.number().nullable(),
  estimated_value: z.number().nullable(),
  rank: z.number().describe('what the queue is ordered by: 7 to 1,600'),
  factors: z
    .object({ score: z.number(), freshness: z.number(), unanswered: z.number(), follow_up: z.number() })
    .describe('their product is the rank'),
  reason: z.enum(workReasons),
  reason_text: z.string().describe('e.g. asked for a demo 3 hours ago, no answer yet'),
  last_signal_at: timestamp.nullable(),
  last_touch_at: timestamp.nullable(),
  assigned_at: timestamp,
  follow_up_at: timestamp.nullable(),
})
export type WorkItem = z.infer<typeof workItem>

export const workQueue = z.object({
  user: personRef,
  items: z.array(workItem),
  total: z.int().describe('leads that want work now'),
  snoozed: z.int(),
  done_today: z.int(),
  next_at: timestamp.nullable().describe('when the next snoozed or planned lead comes back'),
  as_of: timestamp,
})
export type WorkQueue = z.infer<typeof workQueue>

export const workQueueQuery = z.strictObject({
  user_id: uuid.optional().describe('another rep, for managers'),
  limit: queryInteger(1, 200).optional().describe('default 50'),
  time_zone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'must be an IANA time zone, e.g. Europe/Berlin')
    .optional()
    .describe('where the reader is, for "today" and "yesterday"; UTC unless given'),
})
export type WorkQueueQuery = z.output<typeof workQueueQuery>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}

/** What was done with a lead. */
export const workOutcomes = ['called', 'mailed', 'met', 'other'] as const
export const workDoneInput = z.strictObject({
  outcome: z.enum(workOutcomes).optional().describe('written to the timeline; only put aside unless given'),
  note: optionalText(5000).optional(),
  follow_up_at: moment.nullable().optional().describe('when to come back to it'),
})
export type WorkDoneInput = z.output<typeof workDoneInput>

export const workMark = z.object({
  lead_id: uuid,
  done_at: timestamp.nullable(),
  snoozed_until: timestamp.nullable(),
  follow_up_at: timestamp.nullable(),
})
export type WorkMark = z.infer<typeof workMark>

const params = z.strictObject({ lead_id: uuid })
const tag = 'work queue'

export const getWorkQueue = defineEndpoint({
  name: 'getWorkQueue',
  summary: 'What to work on next, the most urgent first (own queue; managers any)',
  tag,
  method: 'GET',
  path: '/queue',
  access: anyRole,
  query: workQueueQuery,
  response: workQueue,
})

export const markWorkDone = defineEndpoint({
  name: 'markWorkDone',
  summary: 'Deal with a lead: it comes back when something happens or the follow-up is due',
  tag,
  method: 'POST',
  path: '/queue/:lead_id/done',
  access: anyRole,
  params,
  body: workDoneInput,
  response: workMark,
})

export const snoozeWork = defineEndpoint({
  name: 'snoozeWork',
  summary: 'Put a lead aside until a moment',
  tag,
  method: 'POST',
  path: '/queue/:lead_id/snooze',
  access: anyRole,
  params,
  body: z.strictObject({ until: moment }),
  response: workMark,
})

export const setFollowUp = defineEndpoint({
  name: 'setFollowUp',
  summary: 'When to come back to a lead',
  tag,
  method: 'PUT',
  path: '/queue/:lead_id/follow-up',
  access: anyRole,
  params,
  body: z.strictObject({ follow_up_at: moment.nullable() }),
  response: workMark,
})

export const undoWorkMark = defineEndpoint({
  name: 'undoWorkMark',
  summary: 'Take done, snooze or follow-up back: the lead is in the queue as if nothing had been said',
  tag,
  method: 'DELETE',
  path: '/queue/:lead_id',
  access: anyRole,
  status: 204,
  params,
})
