import { compileScorecard } from './compile-scorecard.ts'
import { type FitOptions, fitScorecard } from './fit-scorecard.ts'
import { type Judgement, judge } from './judge.ts'
import type { Column, LearningTable } from './learning-table.ts'
import { probabilityOf } from './log-odds.ts'

/** What a table's own rows say about the way it is learned from. */
export type CrossValidation = {
  /** The probability of every row by a scorecard that has not seen it. */
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
  const probabilities = new Float64Array(rows)
  const places = Array.from({ length: rows }, (_, row) => row)
  for (const fold of new Set(places.map((row) => foldOf[row] ?? 0))) {
    const learned = pick(
      table,
      places.filter((row) => foldOf[row] !== fold),
    )
    const judged = places.filter((row) => foldOf[row] === fold)
    const scores = compileScorecard(fitScorecard(learned, options)).scoreColumns(
      pick(table, judged).columns,
      judged.length,
    )
    for (const [at, row] of judged.entries()) probabilities[row] = probabilityOf(scores[at] ?? 0)
  }
  return { probabilities, judgement: judge(table.outcomes, probabilities) }
}

function pick({ columns, outcomes, times }: LearningTable, rows: readonly number[]): LearningTable {
  return {
    columns: columns.map(
      (column): Column =>
        column.kind === 'numeric'
          ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) }
          : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] ?? -1) },
    ),
    outcomes: Uint8Array.from(rows, (row) => outcomes[row] ?? 0),
    times: times && Float64Array.from(rows, (row) => times[row] ?? 0),
  }
}
