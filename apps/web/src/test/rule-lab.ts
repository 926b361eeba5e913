import type { Job } from '@leadglass/contracts/jobs.ts'
import type { RuleDocument } from '@leadglass/contracts/rule-document.ts'
import type {
  ImpactResult,
  ScoringDraft,
  ScoringDraftDetail,
  ScoringVersion,
  ScoringVersionDetail,
} from '@leadglass/contracts/rule-lab.ts'
import type { ScoringFacts } from '@leadglass/contracts/scoring.ts'
import { b2bModel } from '@leadglass/scoring'
import { acme, marta } from './fixtures.ts'

export const ada = {
  ...marta,
  id: '00000000-0000-7000-8000-000000000009',
  full_name: 'Ada Winters',
  role: 'admin',
} as const

const few = [
  'email-open',
  'call',
  'silent-30-days',
  'pricing-page-view',
  'demo-request',
  'title-decision-maker',
]

/** Some of the preset: enough of each kind, and quick to draw. */
export const fewRules = {
  ...b2bModel,
  rules: b2bModel.rules.filter(({ id }) => few.includes(id)),
} as unknown as RuleDocument

const byAda = { id: ada.id, full_name: ada.full_name }
const at = '2026-11-20T10:00:00.000Z'

export const versionTwo: ScoringVersion = {
  id: '00000000-0000-7000-8000-0000000000d2',
  version: 2,
  name: 'B2B sales',
  is_active: true,
  author: byAda,
  reason: 'Pricing views said too little',
  restores_version: null,
  learned: null,
  rule_count: fewRules.rules.length,
  created_at: at,
}

export const versionOne: ScoringVersion = {
  ...versionTwo,
  id: '00000000-0000-7000-8000-0000000000d1',
  version: 1,
  is_active: false,
  author: null,
  reason: null,
}

export const inForce: ScoringVersionDetail = { ...versionTwo, document: fewRules, card: null, scale: null }

export const draftRow: ScoringDraft = {
  id: '00000000-0000-7000-8000-0000000000e1',
  name: 'B2B sales',
  based_on: 2,
  revision: 7,
  reason: null,
  publish_at: null,
  scheduled_by: null,
  problem: null,
  rule_count: fewRules.rules.length,
  created_by: byAda,
  updated_by: byAda,
  created_at: at,
  updated_at: at,
}

export const draft: ScoringDraftDetail = { ...draftRow, document: fewRules, impact_job: null }

export const impactJob: Job = {
  id: '00000000-0000-7000-8000-0000000000f1',
  kind: 'impact',
  status: 'running',
  progress: 0.4,
  stage: 'Scoring open leads',
  result: null,
  error: null,
  created_at: at,
  started_at: at,
  finished_at: null,
}

export const impact: ImpactResult = {
  draft_id: draft.id,
  revision: 7,
  compared_with: 2,
  leads: 1000,
  before: { hot: 100, warm: 300, cold: 600 },
  after: { hot: 130, warm: 290, cold: 580 },
  moves: [
    { from: 'hot', to: 'hot', leads: 90 },
    { from: 'hot', to: 'warm', leads: 10 },
    { from: 'warm', to: 'hot', leads: 40 },
    { from: 'warm', to: 'warm', leads: 260 },
    { from: 'cold', to: 'warm', leads: 20 },
    { from: 'cold', to: 'cold', leads: 580 },
  ],
  changed: 420,
  mean_change: 1.26,
  distribution: Array.from({ length: 10 }, (_, tenth) => ({
    from: tenth * 10,
    to: tenth * 10 + (tenth === 9 ? 10 : 9),
    before: 100,
    after: 100,
  })),
  risers: [
    {
      lead_id: acme.id,
      name: acme.name,
      company: acme.company,
      before: 44,
      after: 61,
      class_before: 'cold',
      class_after: 'warm',
    },
  ],
  fallers: [],
  last_year: {
    won: 212,
    won_hot_before: 136,
    won_hot_after: 108,
    lost: 0,
    lost_hot_before: 0,
    lost_hot_after: 0,
    auc_before: 0.71,
    auc_after: 0.78,
  },
  seconds: 4.2,
  measured_at: at,
}

/** A lead that viewed the pricing page once, just now. */
export const acmeFacts: ScoringFacts = {
  lead_id: acme.id,
  name: acme.name,
  fields: { email: 'ines@acme.test', title: 'Buyer', company: 'Acme Motors' },
  activities: [{ id: 'a1', type: 'pricing_page_view', at: Date.now() - 60_000 }],
  createdAt: Date.now() - 86_400_000,
  current_score: 8,
  classification: 'cold',
}
