import {
  type CellValue,
  type Column,
  categoricalColumn,
  describeColumns,
  type LearningRow,
  numericColumn,
} from '@leadglass/scoring'

/** Metadata may hold any keys: whoever writes a new one into every lead does not exhaust the memory. */
export const mostColumns = 300
/** From so many different texts on, a column of which nearly every lead has one of its own is dropped: it teaches nothing. */
const variedTexts = 5_000
/** More different texts than these are never kept. */
const mostTexts = 20_000

/** One column while it is collected: each value once, and which one every row has; −1 is missing. */
type Collected = {
  codes: Int32Array
  cells: CellValue[]
  places: Map<CellValue, number>
  filled: number
  texts: number
}

/** Columns of a training, and the names of those that there was no room for, themselves or their values. */
export type CollectedColumns = { columns: Column[]; crowdedOut: string[] }

/**
 * Turns rows into the columns that `columnsOf` makes of them all, without holding them all: rows come one by one, and
 * the columns lie in memory that threads share.
 */
export function createColumnCollector(rows: number) {
  /** Null where a column was dropped; it keeps its place, so that none begins halfway. */
  const collected = new Map<string, Collected | null>()
  const crowdedOut = new Set<string>()

  const columnOf = (name: string): Collected | null => {
    const known = collected.get(name)
    if (known !== undefined) return known
    if (collected.size >= mostColumns) {
      if (crowdedOut.size < mostColumns) crowdedOut.add(name)
      return null
    }
    const codes = new Int32Array(rows).fill(-1)
    const made: Collected = { codes, cells: [], places: new Map(), filled: 0, texts: 0 }
    collected.set(name, made)
    return made
  }
  return {
    add(row: LearningRow, at: number): void {
      for (const [name, cell] of Object.entries(row)) {
        if (isMissing(cell)) continue
        const column = columnOf(name)
        if (!column) continue
        column.codes[at] = placeOf(column, cell)
        if (!isTooVaried(column)) continue
        collected.set(name, null)
        crowdedOut.add(name)
      }
    },
    finish(): CollectedColumns {
      const columns = [...collected]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([name, column]) => (column ? finishColumn(name, column) : []))
      return { columns, crowdedOut: [...crowdedOut].sort() }
    },
  }
}

function isMissing(cell: CellValue): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}

function placeOf(column: Collected, cell: CellValue): number {
  const { cells, places } = column
  column.filled++
  const known = places.get(cell)
  if (known !== undefined) return known
  if (typeof cell === 'string' && !Number.isFinite(Number(cell))) column.texts++
  places.set(cell, cells.length)
  return cells.push(cell) - 1
}

function isTooVaried({ texts, filled }: Collected): boolean {
  return texts > variedTexts && (texts > filled / 2 || texts > mostTexts)
}

function finishColumn(name: string, { codes, cells }: Collected): Column[] {
  const [shape] = describeColumns(cells.map((cell) => ({ [name]: cell })))
  if (!shape) return []
  if (shape.kind === 'numeric') {
    const { values: known } = numericColumn(name, cells)
    const values = new Float64Array(new SharedArrayBuffer(codes.length * 8))
    for (let row = 0; row < codes.length; row++) values[row] = known[codes[row] ?? -1] ?? Number.NaN
    return [{ name, kind: 'numeric', values }]
  }
  const { codes: known, levels } = categoricalColumn(name, cells)
  const shared = new Int32Array(new SharedArrayBuffer(codes.length * 4))
  for (let row = 0; row < codes.length; row++) shared[row] = known[codes[row] ?? -1] ?? -1
  return [{ name, kind: 'categorical', codes: shared, levels }]
}

/** How many rows of a column hold something. */
export function countFilled(column: Column): number {
  let filled = 0
  if (column.kind === 'numeric') for (const value of column.values) filled += Number.isNaN(value) ? 0 : 1
  else for (const code of column.codes) filled += code < 0 ? 0 : 1
  return filled
}
