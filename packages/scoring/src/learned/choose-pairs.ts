import type { BinnedFeature } from './bin-columns.ts'
import type { Split } from './binned-table.ts'
import { probabilityOf } from './log-odds.ts'
import { cellsOf, type PairGrid, pairGrid } from './pair-grid.ts'

/** Groups per side of the grids on which pairs are compared. */
const side = 8

/** How much two features together explain of what the terms of single features leave unexplained. */
export type PairStrength = { first: number; second: number; strength: number }

/**
 * The strength of every pair on the residual of the main terms (in the spirit of FAST, Lou et al. 2013): how
 * much the cells of a coarse grid would lower the loss, less what chance alone would do and less what either
 * feature alone would do.
 *
 * Formula: sum over cells of (slope² − curvature) ÷ (curvature + shrinkage), minus the same for the rows and
 * for the columns of the grid.
 */
export function pairStrengths(
  features: readonly BinnedFeature[],
  split: Split,
  scores: Float64Array,
  shrinkage: number,
): PairStrength[] {
  const slopes = new Float64Array(split.learned)
  const curvatures = new Float64Array(split.learned)
  for (let row = 0; row < split.learned; row++) {
    const p = probabilityOf(scores[row] ?? 0)
    slopes[row] = p - (split.outcomes[row] ?? 0)
    curvatures[row] = p * (1 - p)
  }
  const found: PairStrength[] = []
  for (let first = 0; first < features.length; first++) {
    for (let second = first + 1; second < features.length; second++) {
      // What two features add together could go against the direction of either.
      if (features[first]?.monotone || features[second]?.monotone) continue
      const grid = pairGrid(features, first, second, side)
      const strength = strengthOf(grid, cellsOf(grid, split.codes), slopes, curvatures, shrinkage)
      found.push({ first, second, strength })
    }
  }
  return found
}

function strengthOf(
  grid: PairGrid,
  cells: Uint8Array,
  slopes: Float64Array,
  curvatures: Float64Array,
  shrinkage: number,
): number {
  const size = grid.rows * grid.columns
  const slope = new Float64Array(size)
  const curvature = new Float64Array(size)
  for (let row = 0; row < slopes.length; row++) {
    const cell = cells[row] ?? 0
    slope[cell] = (slope[cell] ?? 0) + (slopes[row] ?? 0)
    curvature[cell] = (curvature[cell] ?? 0) + (curvatures[row] ?? 0)
  }
  const gain = (slopeSum: number, curvatureSum: number) =>
    (slopeSum * slopeSum - curvatureSum) / (curvatureSum + shrinkage)
  let strength = 0
  const columns = { slopes: new Float64Array(grid.columns), curvatures: new Float64Array(grid.columns) }
  for (let line = 0; line < grid.rows; line++) {
    let lineSlope = 0
    let lineCurvature = 0
    for (let place = 0; place < grid.columns; place++) {
      const s = slope[line * grid.columns + place] ?? 0
      const c = curvature[line * grid.columns + place] ?? 0
      strength += gain(s, c)
      lineSlope += s
      lineCurvature += c
      columns.slopes[place] = (columns.slopes[place] ?? 0) + s
      columns.curvatures[place] = (columns.curvatures[place] ?? 0) + c
    }
    strength -= gain(lineSlope, lineCurvature)
  }
  for (let place = 0; place < grid.columns; place++) {
    strength -= gain(columns.slopes[place] ?? 0, columns.curvatures[place] ?? 0)
  }
  return strength
}

/** The strongest pairs over all splits, at most so many, none that chance explains. */
export function choosePairs(bySplit: readonly (readonly PairStrength[])[], most: number): PairStrength[] {
  const [first = []] = bySplit
  return first
    .map((pair, at) => ({
      ...pair,
      strength: bySplit.reduce((sum, pairs) => sum + (pairs[at]?.strength ?? 0), 0) / bySplit.length,
    }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength || a.first - b.first || a.second - b.second)
    .slice(0, most)
}
