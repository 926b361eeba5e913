import type { Classification } from '@leadglass/contracts/scoring.ts'
import { type listJudgedColumns, mostJudged } from './report-card-repository.ts'

/** Judged leads, newest first, each column as a list. */
export type JudgedLeads = {
  won: Uint8Array
  /** Epoch milliseconds. */
  closed: Float64Array
  scores: Uint8Array
  rulesScores: Uint8Array
  classes: readonly Classification[]
  /** Null for a version of rules alone. */
  probabilities: Float64Array | null
}

type Columns = Awaited<ReturnType<typeof listJudgedColumns>>

/** One row more than the most was read: it only says that there are more. */
export function judgedLeads(columns: Columns): { leads: JudgedLeads; isCapped: boolean } {
  const upTo = <Value>(values: readonly Value[] | null) => (values ?? []).slice(0, mostJudged)
  const probabilities = upTo(columns.probabilities)
  const known = probabilities.filter((value) => value !== null)
  return {
    isCapped: (columns.won?.length ?? 0) > mostJudged,
    leads: {
      won: Uint8Array.from(upTo(columns.won)),
      closed: Float64Array.from(upTo(columns.closed)),
      scores: Uint8Array.from(upTo(columns.scores)),
      rulesScores: Uint8Array.from(upTo(columns.rules_scores)),
      classes: upTo(columns.classes),
      probabilities:
        known.length > 0 && known.length === probabilities.length ? Float64Array.from(known) : null,
    },
  }
}
