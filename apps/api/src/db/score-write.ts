import type { ScoreTrigger } from '@leadglass/contracts/scoring.ts'
import type { LeadScore } from '@leadglass/scoring'

/** A score about to be stored: what it was, what it is, why, and which version says so. */
export type ScoreWrite = {
  readonly before: { current_score: number; classification: string } | null
  readonly score: LeadScore
  /** The moment the score speaks of: later than that of the score before it. */
  readonly at: Date
  readonly modelId: string
  readonly trigger: ScoreTrigger
  /** Since when somebody has been told that the lead is hot; see `nextHotAlert`. */
  readonly hotAlertedAt: Date | string | null
}

/** The columns of a lead that a score write sets, in the order of `scorePlaces` and `scoreValues`. */
export const scoreColumns = `current_score, engagement_score, buying_score, fit_score, classification, scored_at,
  scoring_model_id, win_probability, hot_alerted_at`

/** The places of those columns where the values of a score write begin at `first`. */
export function scorePlaces(first: number): string {
  const $ = (offset: number) => `$${first + offset}`
  return `${$(0)}, ${$(1)}, ${$(2)}, ${$(3)}, ${$(4)}::classification, ${$(5)}, ${$(6)}, ${$(7)}, ${$(8)}`
}

/** How many places a score write takes. */
export const scoreValueCount = 13

/** The values of `scorePlaces`, and after them those that the history row needs besides. */
export function scoreValues(write: ScoreWrite): unknown[] {
  const { score, before, at, modelId, trigger, hotAlertedAt } = write
  const { breakdown, total, classification, winProbability } = score
  return [
    total,
    breakdown.engagement,
    breakdown.buying_signals,
    breakdown.demographic_fit,
    classification,
    at,
    modelId,
    winProbability,
    hotAlertedAt,
    before?.current_score ?? null,
    before?.classification ?? null,
    trigger,
    isChange(write),
  ]
}

/** History has a row only where the number or the class changed. */
function isChange({ before, score }: ScoreWrite): boolean {
  return before?.current_score !== score.total || before.classification !== score.classification
}

/**
 * Inserts the history row of a score write whose values begin at `first`. `from` has one row, or none when nothing
 * was written; `lead` and `activity` are the ids as it names them.
 */
export function historyInsertion(
  first: number,
  { from, lead, activity = 'null::uuid' }: { from: string; lead: string; activity?: string },
): string {
  const $ = (offset: number) => `$${first + offset}`
  return `insert into score_history (lead_id, new_score, engagement_score, buying_score, fit_score, new_classification,
                                     created_at, scoring_model_id, win_probability, old_score, old_classification,
                                     trigger, trigger_activity_id)
          select ${lead}, ${$(0)}, ${$(1)}, ${$(2)}, ${$(3)}, ${$(4)}::classification, ${$(5)}, ${$(6)}, ${$(7)},
                 ${$(9)}, ${$(10)}::classification, ${$(11)}::score_trigger, ${activity}
            from ${from} where ${$(12)}`
}
