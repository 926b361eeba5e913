import { z } from 'zod'
import { anyRole, managers } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { idParams, moment, optionalText, text, timestamp, uuid } from './fields.ts'
import { personRef } from './leads.ts'
import { pageOf, pageQuery } from './paging.ts'
import { classification } from './scoring.ts'

export const verdictWords = ['too_high', 'too_low', 'right'] as const
export const verdictWord = z.enum(verdictWords)
export type VerdictWord = z.infer<typeof verdictWord>

/** What somebody who knows the lead thinks of its score. It never changes the score. */
export const scoreVerdict = z.object({
  id: uuid,
  lead_id: uuid,
  user: personRef,
  verdict: verdictWord,
  reason: z.string().nullable(),
  score: z.int().describe('the score that was judged'),
  classification,
  model_version: z.int(),
  created_at: timestamp,
  reviewed_at: timestamp.nullable(),
  reviewed_by: personRef.nullable(),
  review_note: z.string().nullable(),
})
export type ScoreVerdict = z.infer<typeof scoreVerdict>

export const reviewItem = scoreVerdict.extend({
  lead: z.object({
    id: uuid,
    name: z.string(),
    company: z.string().nullable(),
    status: z.string(),
    current_score: z.int(),
    classification,
    owner: personRef.nullable(),
  }),
})
export type ReviewItem = z.infer<typeof reviewItem>

/** A score that somebody answers for, until a date. The computed score goes on beside it. */
export const scoreOverride = z.object({
  id: uuid,
  lead_id: uuid,
  user: personRef.describe('who answers for it'),
  score: z.int(),
  classification: classification.describe('by the thresholds in force'),
  reason: z.string(),
  created_at: timestamp,
  expires_at: timestamp,
  ended_at: timestamp.nullable(),
})
export type ScoreOverride = z.infer<typeof scoreOverride>

export const giveVerdictInput = z.strictObject({
  verdict: verdictWord,
  reason: optionalText(500).optional(),
})
export type GiveVerdictInput = z.output<typeof giveVerdictInput>

export const overrideScoreInput = z.strictObject({
  score: z.int().min(0).max(100),
  reason: text(500),
  expires_at: moment.describe('in the future, at most 90 days ahead'),
})
export type OverrideScoreInput = z.output<typeof overrideScoreInput>

export const reviewListQuery = pageQuery.extend({
  state: z.enum(['open', 'reviewed', 'all']).optional().describe('default open'),
  verdict: verdictWord.optional(),
})
export type ReviewListQuery = z.output<typeof reviewListQuery>

const tag = 'verdicts'

export const giveVerdict = defineEndpoint({
  name: 'giveVerdict',
  summary:
    'Say whether the score of a lead is too high, too low or right; a newer word replaces the own older one',
  tag,
  method: 'POST',
  path: '/leads/:id/verdicts',
  access: anyRole,
  status: 201,
  params: idParams,
  body: giveVerdictInput,
  response: scoreVerdict,
})

export const listLeadVerdicts = defineEndpoint({
  name: 'listLeadVerdicts',
  summary: 'The newest hundred verdicts on a lead, newest first, and its override',
  tag,
  method: 'GET',
  path: '/leads/:id/verdicts',
  access: anyRole,
  params: idParams,
  response: z.object({ items: z.array(scoreVerdict), override: scoreOverride.nullable() }),
})

export const withdrawVerdict = defineEndpoint({
  name: 'withdrawVerdict',
  summary: 'Take the own verdict back',
  tag,
  method: 'DELETE',
  path: '/verdicts/:id',
  access: anyRole,
  status: 204,
  params: idParams,
})

export const listVerdicts = defineEndpoint({
  name: 'listVerdicts',
  summary:
    'The review list: verdicts that say too high or too low (or one word alone), open ones first, newest first',
  tag,
  method: 'GET',
  path: '/verdicts',
  access: managers,
  query: reviewListQuery,
  response: pageOf(reviewItem),
})

export const reviewVerdict = defineEndpoint({
  name: 'reviewVerdict',
  summary: 'Say what came of a verdict; who gave it is told',
  tag,
  method: 'POST',
  path: '/verdicts/:id/review',
  access: managers,
  params: idParams,
  body: z.strictObject({ note: optionalText(500).optional() }),
  response: scoreVerdict,
})

export const overrideScore = defineEndpoint({
  name: 'overrideScore',
  summary:
    'Answer for another score until a date; the Next queue works by it, the computed score stays visible',
  tag,
  method: 'PUT',
  path: '/leads/:id/override',
  access: anyRole,
  params: idParams,
  body: overrideScoreInput,
  response: scoreOverride,
})

export const endOverride = defineEndpoint({
  name: 'endOverride',
  summary: 'Take an override back (whoever made it, and managers)',
  tag,
  method: 'DELETE',
  path: '/leads/:id/override',
  access: anyRole,
  status: 204,
  params: idParams,
})
