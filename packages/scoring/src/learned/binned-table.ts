import type { BinnedFeature } from './bin-columns.ts'

/** Binned features and outcomes of the rows a model learns from, in the order of `orderRows`. */
export type BinnedTable = {
  features: readonly BinnedFeature[]
  outcomes: Uint8Array
  rows: number
  won: number
}

/** Rows to learn from and rows to be judged on, the former first; codes are copied for speed. */
export type Split = {
  codes: readonly Uint8Array[]
  outcomes: Uint8Array
  /** How many of the rows, from the first, are learned from. */
  learned: number
  rows: number
  /** Where each row stands in the table. */
  places: Uint32Array
}

/** The log-odds of a rate with one pseudo-observation of each outcome, so that they are finite. */
export function baseLogOdds(won: number, rows: number): number {
  return Math.log((won + 1) / (rows - won + 1))
}

/** The rows of a table in another order. */
export function reorderTable(
  features: readonly BinnedFeature[],
  outcomes: ArrayLike<number>,
  order: Uint32Array,
): BinnedTable {
  const ordered = Uint8Array.from(order, (row) => outcomes[row] ?? 0)
  return {
    features: features.map((feature) => ({ ...feature, codes: gather(feature.codes, order) })),
    outcomes: ordered,
    rows: order.length,
    won: ordered.reduce((sum, outcome) => sum + outcome, 0),
  }
}

/** Splits a table by a test of each row: those that pass are held out. */
export function splitTable(table: BinnedTable, heldOut: (row: number) => boolean): Split {
  const learned: number[] = []
  const judged: number[] = []
  for (let row = 0; row < table.rows; row++) (heldOut(row) ? judged : learned).push(row)
  const places = Uint32Array.from([...learned, ...judged])
  return {
    codes: table.features.map(({ codes }) => gather(codes, places)),
    outcomes: gather(table.outcomes, places),
    learned: learned.length,
    rows: table.rows,
    places,
  }
}

function gather(codes: Uint8Array, places: Uint32Array): Uint8Array {
  const gathered = new Uint8Array(places.length)
  for (let at = 0; at < places.length; at++) gathered[at] = codes[places[at] ?? 0] ?? 0
  return gathered
}
