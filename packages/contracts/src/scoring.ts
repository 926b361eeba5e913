import { z } from 'zod'
import { anyRole } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { idParams, moment, timestamp, uuid } from './fields.ts'
import { pageOf, pageQuery } from './paging.ts'

export const classifications = ['hot', 'warm', 'cold'] as const
export const classification = z.enum(classifications)
export type Classification = z.infer<typeof classification>

export const scoreGroups = ['engagement', 'buying_signals', 'demographic_fit'] as const
export const scoreGroup = z.enum(scoreGroups)
/** Where a term of a ledger belongs; `baseline` is where an average lead starts, in versions with a learned part. */
export const ledgerGroup = z.enum([...scoreGroups, 'baseline'])
export type LedgerGroup = z.infer<typeof ledgerGroup>

export const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** What a term rests on: a field, the activities counted, a silence, what past deals teach, or a limit of the model. */
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
  z.object({
    kind: z.literal('silence'),
    lastActivityAgeInDays: z.number(),
    activityIds: z.array(z.string()).describe('the last sign of life, where there was one'),
  }),
  z.object({ kind: z.literal('limit'), limit: z.number(), before: z.number() }),
  z.object({
    kind: z.literal('learned'),
    fields: z.array(z.object({ field: z.string(), value: fieldValue, bin: z.string() })),
    logOdds: z.number(),
    rows: z.int().nullable().describe('closed leads in the same place; null for two fields together'),
    activityIds: z.array(z.string()),
  }),
  z.object({ kind: z.literal('baseline'), logOdds: z.number(), winRate: z.number() }),
  z.object({ kind: z.literal('unknown') }).describe('what a score of then rested on was not kept'),
])

export const scoreTerm = z.object({
  group: ledgerGroup,
  rule: z.string(),
  label: z.string(),
  points: z.int(),
  evidence,
})
export type ScoreTerm = z.infer<typeof scoreTerm>

export const scoreBreakdown = z.object({
  engagement: z.int(),
  buying_signals: z.int(),
  demographic_fit: z.int(),
  baseline: z.int().optional().describe('in versions with a learned part'),
})

/** A score taken apart: `breakdown` and `terms` each sum to `total_score`. */
export const leadScore = z.object({
  lead_id: uuid,
  total_score: z.int(),
  classification,
  breakdown: scoreBreakdown,
  win_probability: z.number().nullable().describe('calibrated; null in versions without a learned part'),
  learned_weight: z.number().describe('share of the learned part, 0 to 1'),
  learned: z
    .object({
      number: z.int(),
      rows: z.int().describe('closed leads that it learned from'),
      won: z.int(),
      alike: z
        .object({ rows: z.int(), won: z.int() })
        .nullable()
        .describe(
          'closed leads that it had not seen and gave about this probability; null where there were none',
        ),
    })
    .nullable()
    .describe('the learned model of the version; null for rules only'),
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
  win_probability: z.number().nullable(),
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

const momentOrChange = z.union([uuid, moment]).describe('an entry of the history, or a moment')

export const scoreAtQuery = z.strictObject({ at: momentOrChange })
export const compareScoresQuery = z.strictObject({
  from: momentOrChange,
  to: momentOrChange.optional().describe('now unless given'),
})
export type CompareScoresQuery = z.output<typeof compareScoresQuery>

export const changeCauses = [
  'new_activity',
  'decay',
  'field_change',
  'silence',
  'limit',
  'model_change',
  'unknown',
] as const

export const scoreDiffPart = z.object({
  rule: z.string(),
  group: ledgerGroup,
  label: z.string(),
  points: z.int(),
  cause: z.enum(changeCauses),
  before: z.int().nullable().describe('points of this line before; null where it was not there'),
  after: z.int().nullable(),
})
export type ScoreDiffPart = z.infer<typeof scoreDiffPart>

const scorePoint = z.object({
  at: timestamp,
  score: z.int(),
  classification,
  win_probability: z.number().nullable(),
  model_version: z.int(),
})

/** Why a score moved between two moments: the points of the parts sum to the difference. */
export const scoreComparison = z.object({
  lead_id: uuid,
  from: scorePoint,
  to: scorePoint,
  points: z.int(),
  sentence: z.string().describe('the whole in one sentence'),
  parts: z.array(scoreDiffPart).describe('what moved most comes first'),
  activities: z
    .array(z.object({ id: uuid, activity_type: z.string(), occurred_at: timestamp }))
    .describe('what happened in between, newest first, at most 50'),
  field_changes: z.array(z.object({ field: z.string(), before: fieldValue, after: fieldValue })),
})
export type ScoreComparison = z.infer<typeof scoreComparison>

export const getScoreAt = defineEndpoint({
  name: 'getScoreAt',
  summary: 'The score that stood at a moment, term by term',
  tag: 'scoring',
  method: 'GET',
  path: '/leads/:id/score-at',
  access: anyRole,
  params: idParams,
  query: scoreAtQuery,
  response: leadScore,
})

export const compareScores = defineEndpoint({
  name: 'compareScores',
  summary: 'Why the score moved between two moments, in one sentence and in full',
  tag: 'scoring',
  method: 'GET',
  path: '/leads/:id/score-comparison',
  access: anyRole,
  params: idParams,
  query: compareScoresQuery,
  response: scoreComparison,
})

/** What a score is made from, for a preview with the engine of the browser. */
export const scoringFacts = z.object({
  lead_id: uuid,
  name: z.string(),
  fields: z.record(z.string(), fieldValue),
  activities: z.array(
    z.object({ id: z.string(), type: z.string(), at: z.number(), count: z.int().optional() }),
  ),
  createdAt: z.number().describe('epoch milliseconds'),
  current_score: z.int(),
  classification,
})
export type ScoringFacts = z.infer<typeof scoringFacts>

export const getScoringFacts = defineEndpoint({
  name: 'getScoringFacts',
  summary: 'What the score of a lead is made from',
  tag: 'scoring',
  method: 'GET',
  path: '/leads/:id/scoring-facts',
  access: anyRole,
  params: idParams,
  response: scoringFacts,
})
