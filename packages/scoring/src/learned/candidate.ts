import type { BinnedTable, Split } from './binned-table.ts'
import type { CardTerms } from './card-terms.ts'
import type { CandidateName } from './scorecard.ts'

/** A candidate with what it said of rows that it had not seen. */
export type Candidate = {
  name: CandidateName
  setting: string
  /** The log-odds of every row by models that had not seen it. */
  heldOut: Float64Array
  /** The log-odds of the latest rows by a model of the earlier ones; null without times. */
  later: Float64Array | null
  /** The model of all rows. */
  terms: () => CardTerms
}

/** The rows that the candidates are compared on. */
export type Trial = {
  table: BinnedTable
  folds: readonly Split[]
  /** The latest fifth of the rows held out; null without times, or with too few outcomes on either side. */
  later: Split | null
  /** The rows that tell the win rate of today; null where `later` is. */
  latest: Uint32Array | null
}
