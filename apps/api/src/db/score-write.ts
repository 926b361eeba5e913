import type { ScoreTrigger } from '@leadglass/contracts/scoring.ts'
import type { LeadScore } from '@leadglass/scoring'

/** A score about to be stored: what it was, what it is, why, and which version of the rules says so. */
export type ScoreWrite = {
  readonly before: { current_score: number; classification: string } | null
  readonly score: LeadScore
  /** The moment the score speaks of. */
  readonly at: Date
  readonly modelId: string
  readonly trigger: ScoreTrigger
}

/** History has a row only where the number or the class changed. */
export function isChange({ before, score }: ScoreWrite): boolean {
  return before?.current_score !== score.total || before.classification !== score.classification
}

/** Total, engagement, buying, fit, class, moment, model: in the order in which every score write takes them. */
export function scoreValues({ score, at, modelId }: ScoreWrite): unknown[] {
  const { breakdown, total, classification } = score
  return [
    total,
    breakdown.engagement,
    breakdown.buying_signals,
    breakdown.demographic_fit,
    classification,
    at,
    modelId,
  ]
}
