import type { BinnedFeature } from './bin-columns.ts'
import type { BinnedTable } from './binned-table.ts'
import type { PairGrid } from './pair-grid.ts'

/** The terms of an additive model over binned features. */
export type CardTerms = {
  base: number
  mains: Float64Array[]
  pairs: { grid: PairGrid; cells: Float64Array }[]
}

/** The log-odds of rows by their bins. */
export function scoreTerms(terms: CardTerms, codes: readonly Uint8Array[], rows: number): Float64Array {
  const scores = new Float64Array(rows).fill(terms.base)
  for (const [at, main] of terms.mains.entries()) {
    const bins = codes[at] ?? new Uint8Array()
    for (let row = 0; row < rows; row++) scores[row] = (scores[row] ?? 0) + (main[bins[row] ?? 0] ?? 0)
  }
  for (const { grid, cells } of terms.pairs) {
    const first = codes[grid.first] ?? new Uint8Array()
    const second = codes[grid.second] ?? new Uint8Array()
    for (let row = 0; row < rows; row++) {
      const cell = (grid.rowOf[first[row] ?? 0] ?? 0) * grid.columns + (grid.columnOf[second[row] ?? 0] ?? 0)
      scores[row] = (scores[row] ?? 0) + (cells[cell] ?? 0)
    }
  }
  return scores
}

/** The log-odds of some rows of a table. */
export function scoreRows(terms: CardTerms, { features }: BinnedTable, rows: Uint32Array): Float64Array {
  const codes = features.map(({ codes }) => Uint8Array.from(rows, (row) => codes[row] ?? 0))
  return scoreTerms(terms, codes, rows.length)
}

/** The mean of models that share features and pairs. */
export function meanOfTerms(models: readonly CardTerms[]): CardTerms {
  const share = 1 / models.length
  const [first] = models
  if (!first) throw new RangeError('there is no model to take the mean of')
  const mean = (pick: (model: CardTerms) => Float64Array | undefined) => {
    const sum = new Float64Array(pick(first)?.length ?? 0)
    for (const model of models) {
      const part = pick(model)
      for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + share * (part?.[at] ?? 0)
    }
    return sum
  }
  return {
    base: models.reduce((sum, { base }) => sum + share * base, 0),
    mains: first.mains.map((_, at) => mean((model) => model.mains[at])),
    pairs: first.pairs.map(({ grid }, at) => ({ grid, cells: mean((model) => model.pairs[at]?.cells) })),
  }
}

/** An affine map of the log-odds, term by term. */
export function scaleTerms(terms: CardTerms, slope: number, intercept: number): CardTerms {
  return {
    base: intercept + slope * terms.base,
    mains: terms.mains.map((main) => main.map((points) => points * slope)),
    pairs: terms.pairs.map(({ grid, cells }) => ({ grid, cells: cells.map((points) => points * slope) })),
  }
}

/**
 * The same model in its canonical form: what a pair says about one of its features alone moves to that
 * feature, and what a term says about everybody moves to the base (functional ANOVA by the training rows, as
 * Lengerich et al. 2020). Each term then has mean 0, and its size says what it contributes.
 */
export function purifyTerms(terms: CardTerms, features: readonly BinnedFeature[]): CardTerms {
  const mains = terms.mains.map((main) => Float64Array.from(main))
  const pairs = terms.pairs.map(({ grid, cells }) => {
    const pure = Float64Array.from(cells)
    const counts = cellCounts(grid, features)
    for (let pass = 0; pass < 20; pass++) {
      moveToMain(pure, counts, grid.rows, grid.columns, 1, grid.columns, grid.rowOf, mains[grid.first])
      moveToMain(pure, counts, grid.columns, grid.rows, grid.columns, 1, grid.columnOf, mains[grid.second])
    }
    return { grid, cells: pure }
  })
  let { base } = terms
  for (const [at, main] of mains.entries()) {
    const { counts, monotone } = features[at] ?? { counts: new Uint32Array() }
    let sum = 0
    let rows = 0
    for (const [bin, count] of counts.entries()) {
      sum += count * (main[bin] ?? 0)
      rows += count
    }
    const mean = rows ? sum / rows : 0
    base += mean
    // A bin that no row of the training was in knows nothing, unless its neighbours bind it.
    for (const [bin, count] of counts.entries()) main[bin] = count || monotone ? (main[bin] ?? 0) - mean : 0
  }
  return { base, mains, pairs }
}

function cellCounts(grid: PairGrid, features: readonly BinnedFeature[]): Float64Array {
  const counts = new Float64Array(grid.rows * grid.columns)
  const first = features[grid.first]?.codes ?? new Uint8Array()
  const second = features[grid.second]?.codes ?? new Uint8Array()
  for (let row = 0; row < first.length; row++) {
    const cell = (grid.rowOf[first[row] ?? 0] ?? 0) * grid.columns + (grid.columnOf[second[row] ?? 0] ?? 0)
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  // Cells without rows know nothing.
  return counts
}

function moveToMain(
  cells: Float64Array,
  counts: Float64Array,
  lines: number,
  places: number,
  placeStep: number,
  lineStep: number,
  groupOf: Uint8Array,
  main: Float64Array | undefined,
) {
  for (let line = 0; line < lines; line++) {
    let sum = 0
    let rows = 0
    for (let place = 0; place < places; place++) {
      const cell = line * lineStep + place * placeStep
      const count = counts[cell] ?? 0
      sum += count * (cells[cell] ?? 0)
      rows += count
    }
    if (!rows) continue
    const mean = sum / rows
    for (let place = 0; place < places; place++) {
      const cell = line * lineStep + place * placeStep
      cells[cell] = (cells[cell] ?? 0) - mean
    }
    for (const [bin, group] of groupOf.entries()) {
      if (main && group === line) main[bin] = (main[bin] ?? 0) + mean
    }
  }
}
