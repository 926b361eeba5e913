import type {
  LeadScore as LeadScoreAnswer,
  ScoreChange,
  ScoreComparison,
} from '@leadglass/contracts/scoring.ts'
import type { ComparedScores } from './compare-scores.ts'
import type { ExplainedScore } from './explain-score-point.ts'
import { findAlike } from './find-alike.ts'
import type { ScoreChangeRow } from './scoring-repository.ts'

export function presentLeadScore({ leadId, point, model, settled }: ExplainedScore): LeadScoreAnswer {
  const { groups, thresholds } = model.compiled.model
  return {
    lead_id: leadId,
    total_score: settled.total,
    classification: settled.classification,
    breakdown: settled.breakdown,
    win_probability: settled.winProbability,
    learned_weight: model.learned?.weight ?? 0,
    learned: presentLearned(model.learned, settled.winProbability),
    terms: settled.terms,
    group_caps: {
      engagement: groups.engagement.cap,
      buying_signals: groups.buying_signals.cap,
      demographic_fit: groups.demographic_fit.cap,
    },
    thresholds,
    scored_at: point.at,
    model: { id: model.id, version: model.version, name: model.name },
  }
}

function presentLearned(
  learned: ExplainedScore['model']['learned'],
  probability: number | null,
): LeadScoreAnswer['learned'] {
  if (!learned) return null
  const { number, rows, won, calibration } = learned
  return { number, rows, won, alike: findAlike(calibration ?? [], probability) }
}

export function presentScoreChange(row: ScoreChangeRow): ScoreChange {
  return row
}

export function presentComparison(compared: ComparedScores): ScoreComparison {
  const { from, to, parts, sentence, activities, fieldChanges } = compared
  return {
    lead_id: from.leadId,
    from: presentPoint(from),
    to: presentPoint(to),
    points: to.point.score - from.point.score,
    sentence,
    parts,
    activities,
    field_changes: fieldChanges,
  }
}

function presentPoint({ point, model }: ExplainedScore): ScoreComparison['from'] {
  const { at, score, classification, win_probability } = point
  return { at, score, classification, win_probability, model_version: model.version }
}
