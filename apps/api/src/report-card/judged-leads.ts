import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { listJudgedColumns } from './report-card-repository.ts'

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

export function judgedLeads(columns: Columns): JudgedLeads {
  const { probabilities } = columns
  const known = probabilities?.filter((value) => value !== null) ?? []
  return {
    won: Uint8Array.from(columns.won ?? []),
    closed: Float64Array.from(columns.closed ?? []),
    scores: Uint8Array.from(columns.scores ?? []),
    rulesScores: Uint8Array.from(columns.rules_scores ?? []),
    classes: columns.classes ?? [],
    probabilities:
      known.length > 0 && known.length === probabilities?.length ? Float64Array.from(known) : null,
  }
}
