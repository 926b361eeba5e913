import {
  type FitOptions,
  fitScorecard,
  type LearningTable,
  predictFold,
  type Scorecard,
} from '@leadglass/scoring'
import { serveThread } from '../jobs/threads/serve-thread.ts'

/** Either the card of all rows, or the log-odds of one fold by a card of the others. */
export type FitInput = {
  table: LearningTable
  options: FitOptions
  held: { foldOf: Uint8Array; fold: number } | null
}
export type FitOutput = { card: Scorecard } | { logOdds: Float64Array }

serveThread<FitInput, FitOutput>(async ({ table, options, held }) =>
  held
    ? { logOdds: predictFold(table, held.foldOf, held.fold, options) }
    : { card: fitScorecard(table, options) },
)
