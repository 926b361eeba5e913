import { z } from 'zod'
import { admins, managers } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { idParams, moment, text, timestamp, uuid } from './fields.ts'
import { job } from './jobs.ts'
import { personRef } from './leads.ts'
import { pageOf, pageQuery } from './paging.ts'
import { ruleDocument } from './rule-document.ts'
import { classification } from './scoring.ts'

export const scoringVersion = z.object({
  id: uuid,
  version: z.int(),
  name: z.string(),
  is_active: z.boolean(),
  author: personRef.nullable().describe('null for the system'),
  reason: z.string().nullable(),
  restores_version: z.int().nullable(),
  learned: z
    .object({ id: uuid, number: z.int(), weight: z.number() })
    .nullable()
    .describe('the learned model of this version; null for rules only'),
  rule_count: z.int(),
  created_at: timestamp.describe('when it was published'),
})
export type ScoringVersion = z.infer<typeof scoringVersion>

/** A version whole, ready for the engine of the browser. */
export const scoringVersionDetail = scoringVersion.extend({
  document: z.unknown().describe('the rules'),
  card: z.unknown().describe('the learned scorecard, or null'),
  scale: z.object({ pointsPerDoubling: z.number(), offset: z.number() }).nullable(),
})
export type ScoringVersionDetail = z.infer<typeof scoringVersionDetail>

const classCounts = z.object({ hot: z.int(), warm: z.int(), cold: z.int() })

export const impactMover = z.object({
  lead_id: uuid,
  name: z.string(),
  company: z.string().nullable(),
  before: z.int(),
  after: z.int(),
  class_before: classification,
  class_after: classification,
})

/** What a draft would do to every open lead, and what it would have said of last year's deals. */
export const impactResult = z.object({
  draft_id: uuid,
  revision: z.int().describe('the revision of the draft that was measured'),
  compared_with: z.int().describe('the version in force'),
  leads: z.int(),
  before: classCounts,
  after: classCounts,
  moves: z
    .array(z.object({ from: classification, to: classification, leads: z.int() }))
    .describe('every pair of classes'),
  changed: z.int().describe('leads whose score would move'),
  mean_change: z.number(),
  distribution: z
    .array(z.object({ from: z.int(), to: z.int(), before: z.int(), after: z.int() }))
    .describe('tenths of the score'),
  risers: z.array(impactMover).describe('at most 20'),
  fallers: z.array(impactMover).describe('at most 20'),
  last_year: z
    .object({
      won: z.int(),
      won_hot_before: z.int().describe('won leads that were hot just before by the version in force'),
      won_hot_after: z.int(),
      lost: z.int(),
      lost_hot_before: z.int(),
      lost_hot_after: z.int(),
      auc_before: z.number().nullable(),
      auc_after: z.number().nullable(),
    })
    .describe('leads closed within 365 days, as of a day before'),
  seconds: z.number(),
  measured_at: timestamp,
})
export type ImpactResult = z.infer<typeof impactResult>

export const scoringDraft = z.object({
  id: uuid,
  name: z.string(),
  based_on: z.int().describe('the version that it began from'),
  revision: z.int(),
  reason: z.string().nullable(),
  publish_at: timestamp.nullable(),
  scheduled_by: personRef.nullable(),
  problem: z.string().nullable().describe('why a scheduled publication was refused'),
  rule_count: z.int(),
  created_by: personRef.nullable(),
  updated_by: personRef.nullable(),
  created_at: timestamp,
  updated_at: timestamp,
})
export type ScoringDraft = z.infer<typeof scoringDraft>

export const scoringDraftDetail = scoringDraft.extend({
  document: z.unknown().describe('the rules'),
  impact_job: job.nullable().describe('the newest impact measurement of this draft'),
})
export type ScoringDraftDetail = z.infer<typeof scoringDraftDetail>

export const createDraftInput = z.strictObject({
  name: text(120).optional().describe('that of the rules unless given'),
  document: ruleDocument.optional().describe('rules of a file; else those in force'),
  from_version: z.int().min(1).optional(),
})
export type CreateDraftInput = z.output<typeof createDraftInput>

export const saveDraftInput = z.strictObject({
  revision: z.int().min(1).describe('the revision that was read; an older one gives 409'),
  name: text(120).optional(),
  document: ruleDocument,
})
export type SaveDraftInput = z.output<typeof saveDraftInput>

export const publishInput = z.strictObject({
  revision: z.int().min(1),
  reason: text(500).describe('why, for everybody who asks later'),
})
export const scheduleInput = publishInput.extend({ publish_at: moment })
export type ScheduleInput = z.output<typeof scheduleInput>
export const restoreInput = z.strictObject({ reason: text(500) })

const tag = 'rule lab'

export const listScoringVersions = defineEndpoint({
  name: 'listScoringVersions',
  summary: 'Every version of the scoring, newest first',
  tag,
  method: 'GET',
  path: '/scoring/versions',
  access: managers,
  query: pageQuery,
  response: pageOf(scoringVersion),
})

export const getActiveVersion = defineEndpoint({
  name: 'getActiveVersion',
  summary: 'The version in force, whole',
  tag,
  method: 'GET',
  path: '/scoring/versions/active',
  access: managers,
  response: scoringVersionDetail,
})

export const getScoringVersion = defineEndpoint({
  name: 'getScoringVersion',
  summary: 'One version, whole',
  tag,
  method: 'GET',
  path: '/scoring/versions/:id',
  access: managers,
  params: idParams,
  response: scoringVersionDetail,
})

export const restoreVersion = defineEndpoint({
  name: 'restoreVersion',
  summary: 'Roll back: publish an old version again, as a new one; every lead is scored again',
  tag,
  method: 'POST',
  path: '/scoring/versions/:id/restore',
  access: admins,
  status: 201,
  params: idParams,
  body: restoreInput,
  response: scoringVersion,
})

export const listDrafts = defineEndpoint({
  name: 'listDrafts',
  summary: 'Rules that are being edited',
  tag,
  method: 'GET',
  path: '/scoring/drafts',
  access: managers,
  response: z.object({ items: z.array(scoringDraft) }),
})

export const createDraft = defineEndpoint({
  name: 'createDraft',
  summary: 'Begin a draft from the rules in force, an old version or a file',
  tag,
  method: 'POST',
  path: '/scoring/drafts',
  access: admins,
  status: 201,
  body: createDraftInput,
  response: scoringDraftDetail,
})

export const getDraft = defineEndpoint({
  name: 'getDraft',
  summary: 'One draft, whole',
  tag,
  method: 'GET',
  path: '/scoring/drafts/:id',
  access: managers,
  params: idParams,
  response: scoringDraftDetail,
})

export const saveDraft = defineEndpoint({
  name: 'saveDraft',
  summary: 'Save a draft; rules that the engine refuses give 400 with the rule',
  tag,
  method: 'PUT',
  path: '/scoring/drafts/:id',
  access: admins,
  params: idParams,
  body: saveDraftInput,
  response: scoringDraftDetail,
})

export const deleteDraft = defineEndpoint({
  name: 'deleteDraft',
  summary: 'Throw a draft away',
  tag,
  method: 'DELETE',
  path: '/scoring/drafts/:id',
  access: admins,
  status: 204,
  params: idParams,
})

export const measureImpact = defineEndpoint({
  name: 'measureImpact',
  summary: 'Measure what a draft would do to the whole base; the result stands in the job',
  tag,
  method: 'POST',
  path: '/scoring/drafts/:id/impact',
  access: managers,
  status: 201,
  params: idParams,
  response: job,
})

export const publishDraft = defineEndpoint({
  name: 'publishDraft',
  summary: 'Put a draft in force; every lead is scored again in the background',
  tag,
  method: 'POST',
  path: '/scoring/drafts/:id/publish',
  access: admins,
  status: 201,
  params: idParams,
  body: publishInput,
  response: scoringVersion,
})

export const scheduleDraft = defineEndpoint({
  name: 'scheduleDraft',
  summary: 'Publish a draft at a moment',
  tag,
  method: 'POST',
  path: '/scoring/drafts/:id/schedule',
  access: admins,
  params: idParams,
  body: scheduleInput,
  response: scoringDraftDetail,
})

export const unscheduleDraft = defineEndpoint({
  name: 'unscheduleDraft',
  summary: 'Take the date of a draft back',
  tag,
  method: 'DELETE',
  path: '/scoring/drafts/:id/schedule',
  access: admins,
  params: idParams,
  response: scoringDraftDetail,
})
