import { z } from 'zod'
import { admins, anyRole, managers } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { idParams, text, timestamp, uuid } from './fields.ts'
import { job } from './jobs.ts'
import { personRef } from './leads.ts'
import { pageOf, pageQuery } from './paging.ts'
import { scoringVersion } from './rule-lab.ts'

/** Fewer closed leads of either kind than this teach nothing that could be trusted. */
export const fewestOutcomes = 50

const interval = z.object({ low: z.number(), high: z.number() })
const estimate = z.object({ value: z.number(), interval })

/** How good predictions were on leads that the model had not seen. */
export const heldOutFigures = z.object({
  rows: z.int(),
  won: z.int(),
  auc: estimate.nullable(),
  log_loss: z.number(),
  base_log_loss: z.number().describe('of always answering the win rate'),
  brier: z.number(),
  calibration_error: z.number(),
  calibration_slope: z.number().nullable(),
  top_tenth: z.object({ lift: z.number().nullable(), capture: z.number().nullable() }),
  calibration: z
    .array(z.object({ rows: z.int(), predicted: z.number(), observed: z.number(), interval }))
    .describe('tenths by probability'),
  lift: z.array(z.object({ share: z.number(), captured: z.number() })),
})
export type HeldOutFigures = z.infer<typeof heldOutFigures>

export const learnedModel = z.object({
  id: uuid,
  number: z.int(),
  candidate: z.enum(['base', 'linear', 'additive', 'ga2m']),
  signal: z.enum(['reliable', 'unproven', 'none']),
  reason: z.string().describe('why this form was chosen, in one sentence'),
  rows: z.int(),
  won: z.int(),
  weight: z.number().describe('share that it would have in the score'),
  auc: estimate.nullable().describe('on leads that it had not seen'),
  log_loss: z.number(),
  in_force: z.boolean(),
  versions: z.array(z.int()).describe('the versions of the scoring that it was part of'),
  outcomes_from: timestamp,
  outcomes_to: timestamp,
  trained_by: personRef.nullable().describe('null when it was trained on schedule'),
  trained_at: timestamp,
})
export type LearnedModel = z.infer<typeof learnedModel>

/** The shape of one term, to be drawn: what each bin adds. */
export const cardShape = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['numeric', 'categorical']),
  importance: z.number().describe('mean size of what it adds to the log-odds'),
  bins: z.array(
    z.object({
      words: z.string(),
      log_odds: z.number(),
      points: z.number().describe('in the score: log-odds × points per doubling ÷ ln 2 × weight'),
      rows: z.int(),
    }),
  ),
})

export const pairShape = z.object({
  first: z.string(),
  second: z.string(),
  label: z.string(),
  importance: z.number(),
  first_bins: z.array(z.string()),
  second_bins: z.array(z.string()),
  log_odds: z.array(z.array(z.number())).describe('line by line of the first'),
})

export const learnedModelDetail = learnedModel.extend({
  options: z.object({
    days_before_outcome: z.int(),
    seed: z.int(),
    kept_columns: z.array(z.string()),
    left_out_columns: z.array(z.string()),
  }),
  figures: heldOutFigures,
  candidates: z.array(
    z.object({
      name: z.string(),
      setting: z.string(),
      log_loss: z.number(),
      auc: z.number().nullable(),
      later_log_loss: z.number().nullable(),
      later_auc: z.number().nullable(),
    }),
  ),
  left_out: z.array(z.object({ name: z.string(), reason: z.string(), likely_leak: z.boolean() })),
  suspicious: z
    .array(z.object({ name: z.string(), label: z.string(), reason: z.string() }))
    .describe('fields that were learned from and that somebody should look at: they may tell the outcome'),
  base: z.object({ log_odds: z.number(), win_rate: z.number() }),
  scale: z.object({ pointsPerDoubling: z.number(), offset: z.number() }),
  shapes: z.array(cardShape).describe('the most important first'),
  pairs: z.array(pairShape),
  compared: z
    .object({
      version: z.int(),
      rows: z.int(),
      auc_before: z.number().nullable(),
      auc_after: z.number().nullable(),
      log_loss_before: z
        .number()
        .nullable()
        .describe('null for a version of rules only, which offers no probability'),
      log_loss_after: z.number(),
      better_by: z.number().nullable().describe('share of the log-loss that goes; null without one before'),
    })
    .nullable()
    .describe('beside the version in force when it was trained, on the same leads, none of them seen'),
})
export type LearnedModelDetail = z.infer<typeof learnedModelDetail>

export const learningSettings = z.object({
  retrain_every_days: z.int().nullable().describe('null: by hand only'),
  min_new_outcomes: z.int(),
  days_before_outcome: z.int(),
  kept_columns: z.array(z.string()).describe('likely leaks that a person has put back'),
  left_out_columns: z.array(z.string()),
  publish_when_better_by: z
    .number()
    .nullable()
    .describe('publish a new model by itself when this share of the log-loss goes; null: never'),
})
export type LearningSettings = z.infer<typeof learningSettings>

const columnName = text(120)
export const saveLearningSettingsInput = z.strictObject({
  retrain_every_days: z.int().min(1).max(365).nullable(),
  min_new_outcomes: z.int().min(1).max(1_000_000),
  days_before_outcome: z.int().min(0).max(365),
  kept_columns: z.array(columnName).max(200),
  left_out_columns: z.array(columnName).max(200),
  publish_when_better_by: z.number().min(0.001).max(0.5).nullable(),
})
export type SaveLearningSettingsInput = z.output<typeof saveLearningSettingsInput>

/** What there is to learn from, and what is learned. */
export const learningStatus = z.object({
  won: z.int(),
  lost: z.int(),
  needed: z.int().describe('of either'),
  enough: z.boolean(),
  sentence: z.string().describe('e.g. not enough outcomes yet (14 of 50 won)'),
  outcomes_from: timestamp.nullable(),
  outcomes_to: timestamp.nullable(),
  in_force: z.object({ version: z.int(), number: z.int().nullable(), weight: z.number() }),
  new_outcomes: z.int().describe('since the newest training'),
  next_training_at: timestamp.nullable(),
  training: job.nullable().describe('the newest training job'),
  settings: learningSettings,
})
export type LearningStatus = z.infer<typeof learningStatus>

export const trainInput = z.strictObject({
  days_before_outcome: z.int().min(0).max(365).optional(),
  kept_columns: z.array(columnName).max(200).optional(),
  left_out_columns: z.array(columnName).max(200).optional(),
  seed: z.int().min(0).max(2_147_483_647).optional(),
})
export type TrainInput = z.output<typeof trainInput>

/** The result of a training job. */
export const trainResult = z.object({
  learned_model_id: uuid,
  number: z.int(),
  signal: z.enum(['reliable', 'unproven', 'none']),
  published_version: z.int().nullable().describe('when a rule published it'),
})
export type TrainResult = z.infer<typeof trainResult>

const tag = 'learning'

export const getLearningStatus = defineEndpoint({
  name: 'getLearningStatus',
  summary: 'What there is to learn from, and what is learned',
  tag,
  method: 'GET',
  path: '/learning',
  access: anyRole,
  response: learningStatus,
})

export const saveLearningSettings = defineEndpoint({
  name: 'saveLearningSettings',
  summary: 'When to train, from what, and when a model may be published by itself',
  tag,
  method: 'PUT',
  path: '/learning/settings',
  access: admins,
  body: saveLearningSettingsInput,
  response: learningSettings,
})

export const trainModel = defineEndpoint({
  name: 'trainModel',
  summary: 'Learn from the closed leads; the model is published by a person or by the rule, not by this',
  tag,
  method: 'POST',
  path: '/learning/train',
  access: admins,
  status: 201,
  body: trainInput,
  response: job,
})

export const listLearnedModels = defineEndpoint({
  name: 'listLearnedModels',
  summary: 'Every model that was trained, newest first',
  tag,
  method: 'GET',
  path: '/learning/models',
  access: managers,
  query: pageQuery,
  response: pageOf(learnedModel),
})

export const getLearnedModel = defineEndpoint({
  name: 'getLearnedModel',
  summary: 'One model: its figures on leads that it had not seen, and the shape of each term',
  tag,
  method: 'GET',
  path: '/learning/models/:id',
  access: managers,
  params: idParams,
  response: learnedModelDetail,
})

export const publishLearnedModel = defineEndpoint({
  name: 'publishLearnedModel',
  summary: 'Put a learned model in force beside the present rules; every lead is scored again',
  tag,
  method: 'POST',
  path: '/learning/models/:id/publish',
  access: admins,
  status: 201,
  params: idParams,
  body: z.strictObject({ reason: text(500) }),
  response: scoringVersion,
})

export const retireLearnedModel = defineEndpoint({
  name: 'retireLearnedModel',
  summary: 'Go back to the rules alone; every lead is scored again',
  tag,
  method: 'POST',
  path: '/learning/retire',
  access: admins,
  status: 201,
  body: z.strictObject({ reason: text(500) }),
  response: scoringVersion,
})
