import { z } from 'zod'
import { anyRole } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { idParams, timestamp, uuid } from './fields.ts'
import { pageOf, pageQuery } from './paging.ts'

export const classifications = ['hot', 'warm', 'cold'] as const
export const classification = z.enum(classifications)
export type Classification = z.infer<typeof classification>

export const scoreGroups = ['engagement', 'buying_signals', 'demographic_fit'] as const
export const scoreGroup = z.enum(scoreGroups)

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** What a term rests on: a field, the activities counted, a silence, or a limit of the model. */
export const evidence = z.union([
  z.object({ kind: z.literal('field'), field: z.string(), value: fieldValue }),
  z.object({
    kind: z.literal('activities'),
    activity: z.string(),
    activityIds: z.array(z.string()),
    count: z.int(),
    counted: z.int(),
    pointsEach: z.number(),
    newestAgeInDays: z.number(),
    halfLifeInDays: z.number().nullable(),
  }),
  z.object({ kind: z.literal('silence'), lastActivityAgeInDays: z.number() }),
  z.object({ kind: z.literal('limit'), limit: z.number(), before: z.number() }),
])

export const scoreTerm = z.object({
  group: scoreGroup,
  rule: z.string(),
  label: z.string(),
  points: z.int(),
  evidence,
})
export type ScoreTerm = z.infer<typeof scoreTerm>

/** A score taken apart: `breakdown` and `terms` each sum to `total_score`. */
export const leadScore = z.object({
  lead_id: uuid,
  total_score: z.int(),
  classification,
  breakdown: z.object({ engagement: z.int(), buying_signals: z.int(), demographic_fit: z.int() }),
  terms: z.array(scoreTerm),
  group_caps: z.object({ engagement: z.int(), buying_signals: z.int(), demographic_fit: z.int() }),
  thresholds: z.object({ hot: z.int(), warm: z.int() }),
  scored_at: timestamp.describe('the moment the ledger speaks of'),
  model: z.object({ id: uuid, version: z.int(), name: z.string() }),
})
export type LeadScore = z.infer<typeof leadScore>

export const scoreTriggers = ['created', 'imported', 'activity', 'edited', 'decay', 'model'] as const
export type ScoreTrigger = (typeof scoreTriggers)[number]

export const scoreChange = z.object({
  id: uuid,
  lead_id: uuid,
  old_score: z.int().nullable(),
  new_score: z.int(),
  old_classification: classification.nullable(),
  new_classification: classification,
  engagement: z.int(),
  buying_signals: z.int(),
  demographic_fit: z.int(),
  trigger: z.enum(scoreTriggers),
  trigger_activity_id: uuid.nullable(),
  trigger_activity_type: z.string().nullable(),
  model_version: z.int(),
  created_at: timestamp,
})
export type ScoreChange = z.infer<typeof scoreChange>

export const getLeadScore = defineEndpoint({
  name: 'getLeadScore',
  summary: 'The score of a lead, term by term; reading it changes nothing',
  tag: 'scoring',
  method: 'GET',
  path: '/leads/:id/score',
  access: anyRole,
  params: idParams,
  response: leadScore,
})

export const listScoreHistory = defineEndpoint({
  name: 'listScoreHistory',
  summary: 'Every change of the score, newest first',
  tag: 'scoring',
  method: 'GET',
  path: '/leads/:id/score-history',
  access: anyRole,
  params: idParams,
  query: pageQuery,
  response: pageOf(scoreChange),
})
