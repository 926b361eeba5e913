import type { Job } from '@leadglass/contracts/jobs.ts'
import type { LearnedModel, LearnedModelDetail, LearningStatus } from '@leadglass/contracts/learning.ts'
import type { ReportCard } from '@leadglass/contracts/report-card.ts'
import type { ReviewItem } from '@leadglass/contracts/verdicts.ts'
import { acme, marta, rosa } from './fixtures.ts'

const interval = { low: 0.72, high: 0.85 }
const tenths = [
  { rows: 50, predicted: 0.1, observed: 0.12, interval: { low: 0.06, high: 0.24 } },
  { rows: 50, predicted: 0.6, observed: 0.3, interval: { low: 0.19, high: 0.44 } },
]
const lift = [
  { share: 0.1, captured: 0.38 },
  { share: 0.5, captured: 0.81 },
  { share: 1, captured: 1 },
]
const topTenth = { lift: 3.8, capture: 0.38 }
const calm = { raised: false, since: null, sentence: 'Too few hot and warm leads were closed.' }
const noVerdicts = { too_high: 0, too_low: 0, right: 0, open: 0 }

/** 14 won leads: nothing can be said. */
export const emptyCard: ReportCard = {
  ...{ version: 1, learned_number: null, rows: 95, rows_capped: false, won: 14, waiting: 0 },
  ...{ held_out_rows: 0, later_rows: 95, enough: false, needed: 50 },
  sentence: 'Not enough outcomes yet (14 of 50 won).',
  closed_from: '2026-01-05T12:00:00.000Z',
  closed_to: '2026-11-20T12:00:00.000Z',
  judged_at: '2026-11-22T09:00:00.000Z',
  ...{ training_age_days: null, classes: [], score: null, rules_auc: null, probability: null, by_time: [] },
  ...{ alarm: calm, false_hots: [], verdicts: noVerdicts },
}

const figures = {
  ...{ rows: 400, won: 67, auc: { value: 0.79, interval }, log_loss: 0.34, base_log_loss: 0.45 },
  ...{ brier: 0.1, calibration_error: 0.02, calibration_slope: 1.02, top_tenth: topTenth },
  ...{ calibration: tenths, lift },
}

/** Rules and a learned model, judged on 400 leads. */
export const fullCard: ReportCard = {
  ...emptyCard,
  ...{ version: 3, learned_number: 2, rows: 400, won: 67, held_out_rows: 350, later_rows: 50, enough: true },
  sentence: 'Of 120 hot leads 42 were won (35 %, 27–44 %): 3.9 times as many as of the rest.',
  training_age_days: 12.4,
  classes: [
    { classification: 'hot', rows: 120, won: 42, rate: 0.35, interval: { low: 0.27, high: 0.44 } },
    { classification: 'warm', rows: 130, won: 20, rate: 0.154, interval: { low: 0.1, high: 0.23 } },
    { classification: 'cold', rows: 150, won: 5, rate: 0.033, interval: { low: 0.014, high: 0.076 } },
  ],
  score: { auc: { value: 0.79, interval }, lift, top_tenth: topTenth },
  rules_auc: { value: 0.66, interval: { low: 0.59, high: 0.73 } },
  probability: figures,
  by_time: [
    {
      ...{ from: '2026-01-05T12:00:00.000Z', to: '2026-06-20T12:00:00.000Z', rows: 200, won: 33 },
      ...{ auc: 0.8, hot_rate: 0.36, rest_rate: 0.08 },
    },
    {
      ...{ from: '2026-06-21T12:00:00.000Z', to: '2026-11-20T12:00:00.000Z', rows: 200, won: 34 },
      ...{ auc: 0.78, hot_rate: 0.05, rest_rate: 0.09 },
    },
  ],
  false_hots: [
    {
      ...{ lead_id: acme.id, name: acme.name, company: acme.company, score: 91, win_probability: 0.62 },
      ...{ closed_at: '2026-11-02T12:00:00.000Z', owner: acme.owner },
    },
  ],
  verdicts: { too_high: 3, too_low: 1, right: 5, open: 2 },
}

export const review: ReviewItem = {
  id: '00000000-0000-7000-8000-0000000000f1',
  lead_id: acme.id,
  user: { id: rosa.id, full_name: rosa.full_name },
  ...{ verdict: 'too_high', reason: 'Their budget is gone until spring' },
  ...{ score: 83, classification: 'hot', model_version: 3, created_at: '2026-11-20T10:00:00.000Z' },
  ...{ reviewed_at: null, reviewed_by: null, review_note: null },
  lead: {
    ...{ id: acme.id, name: acme.name, company: acme.company, status: 'contacted' },
    ...{ current_score: 71, classification: 'warm', owner: acme.owner },
  },
}

export const noHistory: LearningStatus = {
  ...{ won: 14, lost: 81, needed: 50, enough: false, new_outcomes: 95 },
  sentence: 'not enough outcomes yet (14 of 50 won)',
  ...{ outcomes_from: '2026-01-05T12:00:00.000Z', outcomes_to: '2026-11-20T12:00:00.000Z' },
  in_force: { version: 1, number: null, weight: 0 },
  ...{ next_training_at: null, training: null },
  settings: {
    ...{ retrain_every_days: 30, min_new_outcomes: 50, days_before_outcome: 1 },
    ...{ kept_columns: [], left_out_columns: [], publish_when_better_by: null },
  },
}

export const model: LearnedModel = {
  ...{ id: '00000000-0000-7000-8000-0000000000f2', number: 2, candidate: 'additive', signal: 'reliable' },
  reason: 'the additive model: clearly better than what is simpler',
  ...{ rows: 812, won: 163, weight: 0.62, auc: { value: 0.79, interval }, log_loss: 0.34 },
  ...{ in_force: false, versions: [] },
  ...{ outcomes_from: '2025-01-05T12:00:00.000Z', outcomes_to: '2026-11-20T12:00:00.000Z' },
  trained_by: { id: marta.id, full_name: marta.full_name },
  trained_at: '2026-11-21T12:00:00.000Z',
}

export const muchHistory: LearningStatus = {
  ...noHistory,
  ...{ won: 163, lost: 649, enough: true, new_outcomes: 3 },
  sentence: 'model 2 makes 62 % of the score',
  in_force: { version: 3, number: 2, weight: 0.62 },
}

export const training: Job = {
  ...{ id: '00000000-0000-7000-8000-0000000000f3', kind: 'train', status: 'running' },
  ...{ progress: 0.4, stage: 'training on all rows', result: null, error: null },
  ...{ created_at: '2026-11-22T10:00:00.000Z', started_at: '2026-11-22T10:00:01.000Z', finished_at: null },
}

const bin = (words: string, points: number, rows: number) => ({ words, points, rows, log_odds: points / 10 })

export const modelDetail: LearnedModelDetail = {
  ...model,
  options: { days_before_outcome: 1, seed: 1, kept_columns: [], left_out_columns: [] },
  figures,
  candidates: [
    {
      ...{ name: 'base', setting: 'the win rate of all', log_loss: 0.45, auc: 0.5 },
      ...{ later_log_loss: null, later_auc: null },
    },
    {
      ...{ name: 'additive', setting: '40 rounds', log_loss: 0.34, auc: 0.79 },
      ...{ later_log_loss: null, later_auc: null },
    },
  ],
  left_out: [
    { name: 'metadata.contract_no', reason: 'is there in won leads only', likely_leak: true },
    { name: 'source', reason: 'all values are the same', likely_leak: false },
  ],
  suspicious: [],
  base: { log_odds: -1.4, win_rate: 0.2 },
  scale: { pointsPerDoubling: Math.LN2 * 10, offset: 40 },
  shapes: [
    {
      ...{ name: 'metadata.budget', label: 'Budget', kind: 'numeric', importance: 0.6 },
      bins: [
        bin('missing', 0, 0),
        bin('up to 10', -6, 300),
        bin('from 11 to 40', 1.5, 400),
        bin('41 or more', 9, 112),
      ],
    },
    {
      ...{ name: 'title', label: 'Title', kind: 'categorical', importance: 0.3 },
      bins: [bin('missing', -1, 20), bin('CEO', 5, 300), bin('Clerk', -3, 492)],
    },
  ],
  pairs: [
    {
      ...{ first: 'metadata.budget', second: 'title', label: 'Budget and Title', importance: 0.1 },
      first_bins: ['missing', 'up to 40', '41 or more'],
      second_bins: ['missing', 'CEO', 'Clerk'],
      log_odds: [
        [0, 0, 0],
        [0, -0.1, 0.1],
        [0, 0.4, -0.2],
      ],
    },
  ],
  compared: {
    ...{ version: 1, rows: 812, auc_before: 0.66, auc_after: 0.79 },
    ...{ log_loss_before: null, log_loss_after: 0.34, better_by: null },
  },
}
