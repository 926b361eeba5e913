import type { ReviewItem, ScoreOverride, ScoreVerdict } from '@leadglass/contracts/verdicts.ts'
import type { LiveOverride } from './find-live-override.ts'
import type { LeadVerdicts } from './list-lead-verdicts.ts'
import type { ReviewRow, VerdictRow } from './verdict-repository.ts'

export function presentVerdict(row: VerdictRow): ScoreVerdict {
  return {
    id: row.id,
    lead_id: row.lead_id,
    user: { id: row.user_id, full_name: row.user_name },
    verdict: row.verdict,
    reason: row.reason,
    score: row.score,
    classification: row.classification,
    model_version: row.model_version,
    created_at: row.created_at,
    reviewed_at: row.reviewed_at,
    reviewed_by: personOf(row.reviewed_by_id, row.reviewed_by_name),
    review_note: row.review_note,
  }
}

export function presentReviewItem(row: ReviewRow): ReviewItem {
  return {
    ...presentVerdict(row),
    lead: {
      id: row.lead_id,
      name: row.lead_name,
      company: row.lead_company,
      status: row.lead_status,
      current_score: row.lead_current_score,
      classification: row.lead_classification,
      owner: personOf(row.lead_owner_id, row.lead_owner_name),
    },
  }
}

export function presentLeadVerdicts({ verdicts, override }: LeadVerdicts) {
  return { items: verdicts.map(presentVerdict), override: override && presentOverride(override) }
}

export function presentOverride({ user_id, user_name, ...row }: LiveOverride): ScoreOverride {
  return { ...row, user: { id: user_id, full_name: user_name } }
}

function personOf(id: string | null, name: string | null) {
  return id === null ? null : { id, full_name: name ?? '' }
}
