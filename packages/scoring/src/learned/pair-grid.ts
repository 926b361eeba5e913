import type { BinnedFeature } from './bin-columns.ts'
import { coarseGroups } from './ridge-design.ts'

/** Two features laid over each other: groups of the bins of each, and their cells. */
export type PairGrid = {
  /** Places of the two features in the table. */
  first: number
  second: number
  /** The group of each bin of the first feature, and of the second. */
  rowOf: Uint8Array
  columnOf: Uint8Array
  rows: number
  columns: number
}

/** The grid of two features with at most `most` groups each, beside the missing ones. */
export function pairGrid(
  features: readonly BinnedFeature[],
  first: number,
  second: number,
  most: number,
): PairGrid {
  const rowOf = groupsOf(features[first], most)
  const columnOf = groupsOf(features[second], most)
  return { first, second, rowOf, columnOf, rows: sizeOf(rowOf), columns: sizeOf(columnOf) }
}

function groupsOf(feature: BinnedFeature | undefined, most: number): Uint8Array {
  return feature ? coarseGroups(feature, most) : new Uint8Array()
}

function sizeOf(groups: Uint8Array): number {
  return groups.reduce((most, group) => Math.max(most, group), 0) + 1
}

/** The cell of each row. */
export function cellsOf(grid: PairGrid, codes: readonly Uint8Array[]): Uint8Array {
  const first = codes[grid.first] ?? new Uint8Array()
  const second = codes[grid.second] ?? new Uint8Array()
  const cells = new Uint8Array(first.length)
  for (let row = 0; row < first.length; row++) {
    cells[row] = (grid.rowOf[first[row] ?? 0] ?? 0) * grid.columns + (grid.columnOf[second[row] ?? 0] ?? 0)
  }
  return cells
}
