import { cutNumbers, placeOf } from './bin-numbers.ts'
import type { CategoricalColumn, Column, NumericColumn } from './learning-table.ts'
import type { Direction } from './monotone-features.ts'

/** The bin of missing values, in every feature. */
export const missingBin = 0
/** The bin of levels that are rare or that the training never saw, in categorical features. */
export const otherBin = 1
/** The most bins of a feature: codes fit into a byte. */
const mostBins = 256

/**
 * A column cut into bins. Numeric: bin 0 missing, then one bin more than there are cuts. Categorical: bin 0
 * missing, bin 1 rare and unknown levels, then the levels in the order of their names.
 */
export type BinnedFeature = {
  name: string
  kind: 'numeric' | 'categorical'
  cuts: readonly number[]
  levels: readonly string[]
  bins: number
  /** The bin of each row. */
  codes: Uint8Array
  /** Rows per bin. */
  counts: Uint32Array
  /** Mean value per bin of a numeric feature, the missing bin at the mean of all. */
  centres: Float64Array
  /** Which way the points of a number may go, missing values being the least favourable; free when absent. */
  monotone?: Direction
}

/** Cuts a column into bins. Bins know nothing of the outcome. */
export function binColumn(column: Column): BinnedFeature {
  return column.kind === 'numeric' ? binNumeric(column) : binLevels(column)
}

function binNumeric({ name, values }: NumericColumn): BinnedFeature {
  const sorted = values.filter((value) => Number.isFinite(value)).sort()
  // Large tables afford fine bins; in small ones a bin of few rows would only hold noise.
  const maxBins = Math.max(4, Math.min(mostBins - 1, 128, Math.floor(sorted.length / 10)))
  const cuts = cutNumbers(sorted, maxBins, Math.min(5, Math.max(1, Math.floor(sorted.length / 20))))
  const bins = cuts.length + 2
  const codes = new Uint8Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN
    codes[row] = Number.isFinite(value) ? placeOf(cuts, value) + 1 : missingBin
  }
  const counts = countBins(codes, bins)
  return { name, kind: 'numeric', cuts, levels: [], bins, codes, counts, centres: centresOf(sorted, cuts) }
}

/** Means are summed in the order of the values, so that they do not depend on the order of the rows. */
function centresOf(sorted: Float64Array, cuts: readonly number[]): Float64Array {
  const sums = new Float64Array(cuts.length + 2)
  const counts = new Float64Array(cuts.length + 2)
  for (const value of sorted) {
    const bin = placeOf(cuts, value) + 1
    sums[bin] = (sums[bin] ?? 0) + value / sorted.length
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const mean = sums.reduce((sum, part) => sum + part, 0)
  return sums.map((sum, bin) => {
    const count = counts[bin] ?? 0
    return count ? (sum / count) * sorted.length : mean
  })
}

function binLevels({ name, codes: places, levels: known }: CategoricalColumn): BinnedFeature {
  const totals = new Uint32Array(known.length)
  for (const place of places) if (place >= 0) totals[place] = (totals[place] ?? 0) + 1
  const least = places.length >= 500 ? 5 : 2
  const kept = known
    .map((level, place) => ({ level, place, rows: totals[place] ?? 0 }))
    .filter(({ rows }) => rows >= least)
    .sort((a, b) => b.rows - a.rows || (a.level < b.level ? -1 : 1))
    .slice(0, mostBins - 2)
    .sort((a, b) => (a.level < b.level ? -1 : 1))
  const binOf = new Uint8Array(known.length).fill(otherBin)
  for (const [index, { place }] of kept.entries()) binOf[place] = index + 2
  const codes = new Uint8Array(places.length)
  for (let row = 0; row < places.length; row++) {
    const place = places[row] ?? -1
    codes[row] = place < 0 ? missingBin : (binOf[place] ?? otherBin)
  }
  const bins = kept.length + 2
  const levels = kept.map(({ level }) => level)
  const counts = countBins(codes, bins)
  return { name, kind: 'categorical', cuts: [], levels, bins, codes, counts, centres: new Float64Array(bins) }
}

function countBins(codes: Uint8Array, bins: number): Uint32Array {
  const counts = new Uint32Array(bins)
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}
