import type { LeadScore, ScoreChange, ScoreComparison } from '@leadglass/contracts/scoring.ts'
import { acme } from './fixtures.ts'

/** A score by rules alone, without a term. */
export const plainScore: LeadScore = {
  lead_id: acme.id,
  total_score: 47,
  classification: 'cold',
  breakdown: { engagement: 20, buying_signals: 14, demographic_fit: 13 },
  win_probability: null,
  learned_weight: 0,
  learned: null,
  terms: [],
  group_caps: { engagement: 40, buying_signals: 40, demographic_fit: 20 },
  thresholds: { hot: 80, warm: 50 },
  scored_at: '2026-11-22T09:00:00.000Z',
  model: { id: '00000000-0000-7000-8000-0000000000d1', version: 3, name: 'B2B sales' },
}

/** A score of which most was learned. */
export const blendedScore: LeadScore = {
  ...plainScore,
  total_score: 62,
  classification: 'warm',
  breakdown: { baseline: 31, engagement: 12, buying_signals: -4, demographic_fit: 23 },
  win_probability: 0.31,
  learned_weight: 0.62,
  learned: { number: 2, rows: 812, won: 204, alike: { rows: 13, won: 4 } },
}

/** An entry of the history; `day` is one of November 2026, at ten. */
export function changeOn(day: number, parts: Partial<ScoreChange> = {}): ScoreChange {
  return {
    id: `00000000-0000-7000-8000-${String(day).padStart(12, '0')}`,
    lead_id: acme.id,
    old_score: 40,
    new_score: 47,
    old_classification: 'cold',
    new_classification: 'cold',
    engagement: 20,
    buying_signals: 14,
    demographic_fit: 13,
    win_probability: null,
    trigger: 'activity',
    trigger_activity_id: null,
    trigger_activity_type: 'call',
    model_version: 3,
    created_at: `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`,
    ...parts,
  }
}

/** A comparison in which a demo was asked for, an older visit faded and a field was changed. */
export const comparison: ScoreComparison = {
  lead_id: acme.id,
  from: {
    at: '2026-11-03T10:00:00.000Z',
    score: 44,
    classification: 'cold',
    win_probability: null,
    model_version: 2,
  },
  to: {
    at: '2026-11-14T10:00:00.000Z',
    score: 62,
    classification: 'warm',
    win_probability: 0.31,
    model_version: 3,
  },
  points: 18,
  sentence:
    '+18 from 3 Nov to 14 Nov 2026: asked for a demo +15, job title changed +5, website visit decayed −2',
  parts: [
    {
      rule: 'demo-request',
      group: 'buying_signals',
      label: 'Asked for a demo',
      points: 15,
      cause: 'new_activity',
      before: null,
      after: 15,
    },
    {
      rule: 'title',
      group: 'demographic_fit',
      label: 'Decides about purchases',
      points: 5,
      cause: 'field_change',
      before: 5,
      after: 10,
    },
    {
      rule: 'website-visit',
      group: 'engagement',
      label: 'Visited the website',
      points: -2,
      cause: 'decay',
      before: 6,
      after: 4,
    },
  ],
  activities: [
    {
      id: '00000000-0000-7000-8000-0000000000f9',
      activity_type: 'demo_request',
      occurred_at: '2026-11-10T10:00:00.000Z',
    },
  ],
  field_changes: [{ field: 'title', before: 'Buyer', after: 'VP Sales' }],
}
