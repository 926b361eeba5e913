import type { ScoringVersionDetail } from '@leadglass/contracts/rule-lab.ts'
import type { ScoringFacts } from '@leadglass/contracts/scoring.ts'
import { b2bModel } from '@leadglass/scoring'
import { expect, it } from 'vitest'
import { compileDraft, compileInForce, previewLead } from './preview-scores.ts'
import type { RuleDocument } from './rule-types.ts'

const now = Date.parse('2026-11-22T09:00:00Z')
const day = 86_400_000
const version = {
  name: b2bModel.name,
  document: b2bModel,
  learned: null,
  card: null,
  scale: null,
} as unknown as ScoringVersionDetail
const draft = {
  ...b2bModel,
  rules: b2bModel.rules.map((rule) => (rule.id === 'pricing-page-view' ? { ...rule, points: 8 } : rule)),
} as unknown as RuleDocument

function lead(index: number): ScoringFacts {
  const types = ['email_open', 'pricing_page_view', 'website_visit', 'call', 'demo_request']
  const activities = Array.from({ length: 60 }, (_, step) => ({
    id: `${index}-${step}`,
    type: types[(step * (index + 1)) % types.length] ?? 'call',
    at: now - ((step * 7 + index) % 120) * day,
  }))
  return {
    lead_id: String(index),
    name: 'Lead',
    fields: { title: 'VP of Sales', email: 'a@b.test', company_size: 40 * index },
    activities,
    createdAt: now - 200 * day,
    current_score: 0,
    classification: 'cold',
  }
}

it('scores a lead under both models, and the lines sum to the difference', () => {
  const { before, after, diff } = previewLead(
    lead(0),
    compileInForce(version),
    compileDraft(draft, version),
    now,
  )
  expect(after.total - before.total).toBe(diff.points)
  expect(diff.parts.reduce((sum, { points }) => sum + points, 0)).toBe(diff.points)
  expect(diff.parts.map(({ rule }) => rule)).toContain('pricing-page-view')
})
