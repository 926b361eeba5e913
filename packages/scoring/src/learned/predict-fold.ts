import { compileScorecard } from './compile-scorecard.ts'
import { type FitOptions, fitScorecard } from './fit-scorecard.ts'
import type { Column, LearningTable } from './learning-table.ts'

/**
 * The log-odds of the rows of one fold, in their order, by a scorecard that only the rows of the other folds have
 * trained: the unit of work of `crossValidate`. Folds need nothing of each other, so they can run side by side;
 * the table and the answer are typed arrays, which pass between threads.
 *
 * @throws RangeError when there is not one fold per row, or the table is refused by `fitScorecard`
 * @example
 * predictFold(table, foldOf, 0) // Float64Array of as many log-odds as foldOf has zeros
 */
export function predictFold(
  table: LearningTable,
  foldOf: ArrayLike<number>,
  fold: number,
  options: FitOptions = {},
): Float64Array {
  const rows = table.outcomes.length
  if (foldOf.length !== rows) throw new RangeError(`there are ${foldOf.length} folds for ${rows} outcomes`)
  const learned: number[] = []
  const judged: number[] = []
  for (let row = 0; row < rows; row++) (foldOf[row] === fold ? judged : learned).push(row)
  const card = fitScorecard(pick(table, learned), options)
  return compileScorecard(card).scoreColumns(pick(table, judged).columns, judged.length)
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
