import type { Column, LearningRow } from '../src/learned/learning-table.ts'
import { levelOf } from '../src/learned/learning-table.ts'

/** A generator of numbers in [0, 1) by a seed (mulberry32). */
export function randomBy(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Deals of four inputs: two matter, and they matter together; one has missing values; one is noise. */
export function randomDeals(rows: number, seed: number) {
  const random = randomBy(seed)
  const size = Float64Array.from({ length: rows }, () => Math.floor(random() * 500))
  const age = Float64Array.from({ length: rows }, () => (random() < 0.2 ? Number.NaN : random() * 60))
  const source = Int32Array.from({ length: rows }, () => (random() < 0.1 ? -1 : Math.floor(random() * 4)))
  const noise = Int32Array.from({ length: rows }, () => Math.floor(random() * 30))
  const columns: Column[] = [
    { name: 'size', kind: 'numeric', values: size },
    { name: 'age', kind: 'numeric', values: age },
    { name: 'source', kind: 'categorical', codes: source, levels: ['ads', 'fair', 'referral', 'web'] },
    {
      name: 'noise',
      kind: 'categorical',
      codes: noise,
      levels: Array.from({ length: 30 }, (_, at) => `n${at}`),
    },
  ]
  const outcomes = Uint8Array.from({ length: rows }, (_, row) => {
    const large = (size[row] ?? 0) > 250
    const referral = source[row] === 2
    const score = -0.5 + (large ? 0.8 : 0) + (large === referral ? 1 : -1)
    return random() < 1 / (1 + Math.exp(-score)) ? 1 : 0
  })
  return { columns, outcomes }
}

/** The rows of columns, as records. */
export function recordsOf(columns: readonly Column[], rows: number): LearningRow[] {
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(
      columns.map((column) => [
        column.name,
        column.kind === 'numeric' ? column.values[row] : levelOf(column.levels[column.codes[row] ?? -1]),
      ]),
    ),
  )
}

/** Some rows of columns. */
export function pickRows<T extends { columns: readonly Column[]; outcomes: Uint8Array }>(
  table: T,
  rows: readonly number[],
) {
  return {
    columns: table.columns.map(
      (column): Column =>
        column.kind === 'numeric'
          ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) }
          : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] ?? -1) },
    ),
    outcomes: Uint8Array.from(rows, (row) => table.outcomes[row] ?? 0),
  }
}
