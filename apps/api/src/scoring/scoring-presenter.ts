import type { LeadScore as LeadScoreAnswer, ScoreChange } from '@leadglass/contracts/scoring.ts'
import type { LeadLedger } from './get-lead-score.ts'
import type { ScoreChangeRow } from './scoring-repository.ts'

export function presentLeadScore({ leadId, ledger, model, scoredAt }: LeadLedger): LeadScoreAnswer {
  const { groups, thresholds } = model.compiled.model
  return {
    lead_id: leadId,
    total_score: ledger.total,
    classification: ledger.classification,
    breakdown: ledger.breakdown,
    win_probability: null,
    learned_weight: 0,
    terms: ledger.terms,
    group_caps: {
      engagement: groups.engagement.cap,
      buying_signals: groups.buying_signals.cap,
      demographic_fit: groups.demographic_fit.cap,
    },
    thresholds,
    scored_at: scoredAt,
    model: { id: model.id, version: model.version, name: model.name },
  }
}

export function presentScoreChange(row: ScoreChangeRow): ScoreChange {
  return row
}
