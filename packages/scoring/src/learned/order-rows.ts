import type { Column } from './learning-table.ts'

/** Two 32-bit halves of a hash of each row's inputs; equal inputs have equal hashes. */
export type RowHashes = { high: Uint32Array; low: Uint32Array }

/** Mixes a value into a 32-bit hash (the finisher of MurmurHash3). */
export function mixHash(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** A hash of text (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** Hashes of the inputs of every row, which depend on the values and the seed alone. */
export function hashRows(columns: readonly Column[], rows: number, seed: number): RowHashes {
  const high = new Uint32Array(rows).fill(mixHash(seed, 0x9e3779b9))
  const low = new Uint32Array(rows).fill(mixHash(seed, 0x7f4a7c15))
  const bits = new Uint32Array(2)
  const view = new Float64Array(bits.buffer)
  for (const column of columns) {
    const texts = column.kind === 'categorical' ? Uint32Array.from(column.levels, hashText) : null
    for (let row = 0; row < rows; row++) {
      let first = 0x5bd1e995
      let second = 0
      if (column.kind === 'numeric') {
        const value = column.values[row] ?? Number.NaN
        view[0] = Number.isFinite(value) ? value + 0 : Number.NaN
        first = bits[0] ?? 0
        second = bits[1] ?? 0
      } else {
        const code = column.codes[row] ?? -1
        if (code >= 0) first = (texts?.[code] ?? 0) + 1
        else second = 1
      }
      high[row] = mixHash(mixHash(high[row] ?? 0, first), second)
      low[row] = mixHash(mixHash((low[row] ?? 0) + 0x9e3779b9, second), first)
    }
  }
  return { high, low }
}

/**
 * The rows in an order that depends on what they say and not on how they came: by hash of the inputs, then
 * by outcome, then by time. Rows with the same inputs lie side by side.
 */
export function orderRows(hashes: RowHashes, outcomes: ArrayLike<number>, times?: ArrayLike<number> | null) {
  const { high, low } = hashes
  const order = Uint32Array.from(high, (_, row) => row)
  return order.sort(
    (a, b) =>
      (high[a] ?? 0) - (high[b] ?? 0) ||
      (low[a] ?? 0) - (low[b] ?? 0) ||
      (outcomes[a] ?? 0) - (outcomes[b] ?? 0) ||
      (times ? (times[a] ?? 0) - (times[b] ?? 0) : 0),
  )
}

/**
 * A fold for each row, in the given order: won and lost are spread evenly, and rows with the same inputs
 * share a fold (or a model could remember them), unless most rows repeat others, as in a table of a few
 * fields with a few levels.
 */
export function assignFolds(
  order: Uint32Array,
  hashes: RowHashes,
  outcomes: ArrayLike<number>,
  folds: number,
): Uint8Array {
  const starts = groupStarts(order, hashes)
  const apart = starts.length * 2 < order.length
  const assigned = new Uint8Array(order.length)
  const next = [0, Math.floor(folds / 2)]
  const count = apart ? order.length : starts.length
  for (let group = 0; group < count; group++) {
    const start = apart ? group : (starts[group] ?? 0)
    const end = apart ? group + 1 : (starts[group + 1] ?? order.length)
    let won = 0
    for (let at = start; at < end; at++) won += outcomes[order[at] ?? 0] ?? 0
    const kind = won * 2 > end - start ? 1 : 0
    const fold = next[kind] ?? 0
    next[kind] = (fold + 1) % folds
    assigned.fill(fold, start, end)
  }
  return assigned
}

/** Where in the order rows with other inputs than the row before begin. */
function groupStarts(order: Uint32Array, { high, low }: RowHashes): number[] {
  const starts: number[] = []
  for (let at = 0; at < order.length; at++) {
    const row = order[at] ?? 0
    const before = order[at - 1] ?? 0
    if (at === 0 || high[row] !== high[before] || low[row] !== low[before]) starts.push(at)
  }
  return starts
}
