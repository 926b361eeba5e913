import type { Split } from './binned-table.ts'
import { type BoostLimits, type BoostPath, type BoostTerm, boost } from './boost.ts'
import { stepLimitsOf } from './boost-mains.ts'
import { cellsOf, type PairGrid } from './pair-grid.ts'
import { stepPair } from './step-pair.ts'

/** Pairs have many cells: their steps are smaller still. */
const rate = 0.02

/** Boosts one term per pair on top of scores that the main terms have reached. */
export function boostPairs(
  grids: readonly PairGrid[],
  orders: readonly { rows: Uint8Array; columns: Uint8Array }[],
  split: Split,
  scores: Float64Array,
  limits: BoostLimits,
): BoostPath {
  const stepLimits = { ...stepLimitsOf(split), rate }
  const terms = grids.map((grid, at): BoostTerm => {
    const order = orders[at] ?? { rows: new Uint8Array(), columns: new Uint8Array() }
    return {
      codes: cellsOf(grid, split.codes),
      bins: grid.rows * grid.columns,
      step: (slopes, curvatures, _term, step) => stepPair(slopes, curvatures, order, stepLimits, step),
    }
  })
  return boost(split, terms, scores, limits)
}

/** The groups of a side of a grid in the order in which it is cut: numbers by size, levels by their main effect. */
export function orderGroups(
  groupOf: Uint8Array,
  main: Float64Array,
  kind: 'numeric' | 'categorical',
): Uint8Array {
  const groups = groupOf.reduce((most, group) => Math.max(most, group), 0) + 1
  const order = Uint8Array.from({ length: groups }, (_, group) => group)
  if (kind === 'numeric') return order
  const sums = new Float64Array(groups)
  const bins = new Float64Array(groups)
  for (const [bin, group] of groupOf.entries()) {
    sums[group] = (sums[group] ?? 0) + (main[bin] ?? 0)
    bins[group] = (bins[group] ?? 0) + 1
  }
  const mean = (group: number) => (sums[group] ?? 0) / Math.max(1, bins[group] ?? 0)
  return order.sort((a, b) => mean(a) - mean(b) || a - b)
}
