import { z } from 'zod'
import { anyRole } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { day, timestamp, uuid } from './fields.ts'
import { personRef } from './leads.ts'
import { heldOutFigures } from './learning.ts'
import { classification } from './scoring.ts'

const interval = z.object({ low: z.number(), high: z.number() })

export const classWinRate = z.object({
  classification,
  rows: z.int(),
  won: z.int(),
  rate: z.number().nullable(),
  interval: interval.describe('95 %, Wilson'),
})

/** A lead that was hot and lost: read why before trusting the next one. */
export const falseHot = z.object({
  lead_id: uuid,
  name: z.string(),
  company: z.string().nullable(),
  score: z.int(),
  win_probability: z.number().nullable(),
  closed_at: timestamp,
  owner: personRef.nullable(),
})
export type FalseHot = z.infer<typeof falseHot>

/** How much the score of the version in force is worth, always on leads that it had not seen. */
export const reportCard = z.object({
  version: z.int(),
  learned_number: z.int().nullable(),
  rows: z.int().describe('closed leads that were judged'),
  rows_capped: z.boolean().describe('true when there are more and only the newest 200,000 were looked at'),
  won: z.int(),
  waiting: z.int().describe('closed leads that are not judged yet'),
  held_out_rows: z.int().describe('of the training, predicted by models that had not seen them'),
  later_rows: z.int().describe('not in the training: closed after it, or recorded since'),
  enough: z.boolean(),
  sentence: z
    .string()
    .describe('the whole in one sentence; says so when there are not enough outcomes (14 of 50)'),
  needed: z.int(),
  closed_from: timestamp.nullable(),
  closed_to: timestamp.nullable(),
  judged_at: timestamp.nullable(),
  training_age_days: z.number().nullable().describe('age of the learned model in force'),
  classes: z.array(classWinRate).describe('hot, warm, cold; empty without enough outcomes'),
  score: z
    .object({
      auc: z.object({ value: z.number(), interval }).nullable(),
      lift: z.array(z.object({ share: z.number(), captured: z.number() })),
      top_tenth: z.object({ lift: z.number().nullable(), capture: z.number().nullable() }),
    })
    .nullable()
    .describe('how well the score ranks; null without enough outcomes'),
  rules_auc: z
    .object({ value: z.number(), interval })
    .nullable()
    .describe('of the rules of the version alone'),
  probability: heldOutFigures.nullable().describe('of the win probability; null for versions of rules only'),
  by_time: z
    .array(
      z.object({
        from: timestamp,
        to: timestamp,
        rows: z.int(),
        won: z.int(),
        auc: z.number().nullable(),
        hot_rate: z.number().nullable(),
        rest_rate: z.number().nullable(),
      }),
    )
    .describe('up to twelve spans, oldest first; empty without enough outcomes'),
  alarm: z
    .object({ raised: z.boolean(), since: timestamp.nullable(), sentence: z.string() })
    .describe('of the last 180 days whatever the filters: raised when hot no longer beats warm'),
  false_hots: z.array(falseHot).describe('the latest, at most 50'),
  verdicts: z
    .object({ too_high: z.int(), too_low: z.int(), right: z.int(), open: z.int() })
    .describe('given in these days; open: too high or too low, and nobody has looked at it'),
})
export type ReportCard = z.infer<typeof reportCard>

export const reportCardQuery = z.strictObject({
  from: day.optional().describe('closed from this day on'),
  to: day.optional().describe('that day included'),
  seen: z
    .enum(['all', 'held_out', 'later'])
    .optional()
    .describe('leads of the training (by models that had not seen them), those that were not in it, or both'),
})
export type ReportCardQuery = z.output<typeof reportCardQuery>

export const getReportCard = defineEndpoint({
  name: 'getReportCard',
  summary: 'How much the score is worth, on leads that it had not seen',
  tag: 'report card',
  method: 'GET',
  path: '/report-card',
  access: anyRole,
  query: reportCardQuery,
  response: reportCard,
})
