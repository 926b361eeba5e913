import type { FitOptions } from './fit-scorecard.ts'
import { type Judgement, judge } from './judge.ts'
import type { LearningTable } from './learning-table.ts'
import { probabilityOf } from './log-odds.ts'
import { predictFold } from './predict-fold.ts'

/** What a table's own rows say about the way it is learned from. */
export type CrossValidation = {
  /** The fold of each row. */
  foldOf: Uint8Array
  /** The log-odds of every row by a scorecard that has not seen it, and its probability. */
  logOdds: Float64Array
  probabilities: Float64Array
  judgement: Judgement
}

/**
 * Judges training itself on given folds: every fold is predicted by a scorecard that all others have trained,
 * from the choice of its form to its calibration. It is the honest figure for a report card, and takes as many
 * trainings as there are folds.
 *
 * @param foldOf the fold of each row, counted from 0
 * @throws RangeError when there is not one fold per row, or the table is refused by `fitScorecard`
 * @example
 * crossValidate(table, rows.map((_, row) => row % 5)).judgement.auc // { value: 0.79, interval: …, … }
 */
export function crossValidate(
  table: LearningTable,
  foldOf: ArrayLike<number>,
  options: FitOptions = {},
): CrossValidation {
  const rows = table.outcomes.length
  if (foldOf.length !== rows) throw new RangeError(`there are ${foldOf.length} folds for ${rows} outcomes`)
  const folds = Uint8Array.from({ length: rows }, (_, row) => foldOf[row] ?? 0)
  const predictions = new Map<number, Float64Array>()
  for (const fold of new Set(folds)) predictions.set(fold, predictFold(table, folds, fold, options))
  return joinFolds(table.outcomes, folds, predictions)
}

/**
 * Brings the predictions of folds, which may have been made side by side, back into the order of the rows and
 * judges them.
 *
 * @param predictions what `predictFold` gave, by fold
 * @throws RangeError when a fold has not as many predictions as rows
 */
export function joinFolds(
  outcomes: ArrayLike<number>,
  foldOf: ArrayLike<number>,
  predictions: ReadonlyMap<number, ArrayLike<number>>,
): CrossValidation {
  const next = new Map<number, number>()
  const logOdds = new Float64Array(outcomes.length)
  for (let row = 0; row < outcomes.length; row++) {
    const fold = foldOf[row] ?? 0
    const at = next.get(fold) ?? 0
    const own = predictions.get(fold)?.[at]
    if (own === undefined) throw new RangeError(`fold ${fold} has fewer predictions than rows`)
    logOdds[row] = own
    next.set(fold, at + 1)
  }
  const probabilities = logOdds.map(probabilityOf)
  return {
    foldOf: Uint8Array.from(foldOf),
    logOdds,
    probabilities,
    judgement: judge(outcomes, probabilities),
  }
}
