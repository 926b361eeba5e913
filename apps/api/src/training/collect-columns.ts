import {
  type CellValue,
  type Column,
  categoricalColumn,
  describeColumns,
  type LearningRow,
  numericColumn,
} from '@leadglass/scoring'

/** Metadata may hold any keys: whoever writes a new one into every lead does not exhaust the memory. */
const mostColumns = 300

/** One column while it is collected: each value once, and which one every row has; −1 is missing. */
type Collected = { codes: Int32Array; cells: CellValue[]; places: Map<CellValue, number> }

/** Columns of a training, and the names of those that there was no room for. */
export type CollectedColumns = { columns: Column[]; crowdedOut: string[] }

/**
 * Turns rows into the columns that `columnsOf` makes of them all, without holding them all: rows come one by one, and
 * the columns lie in memory that threads share.
 */
export function createColumnCollector(rows: number) {
  const collected = new Map<string, Collected>()
  const crowdedOut = new Set<string>()

  const columnOf = (name: string): Collected | null => {
    const known = collected.get(name)
    if (known) return known
    if (collected.size >= mostColumns) {
      if (crowdedOut.size < mostColumns) crowdedOut.add(name)
      return null
    }
    const made: Collected = { codes: new Int32Array(rows).fill(-1), cells: [], places: new Map() }
    collected.set(name, made)
    return made
  }
  return {
    add(row: LearningRow, at: number): void {
      for (const [name, cell] of Object.entries(row)) {
        if (isMissing(cell)) continue
        const column = columnOf(name)
        if (column) column.codes[at] = placeOf(column, cell)
      }
    },
    finish(): CollectedColumns {
      const columns = [...collected]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([name, column]) => finishColumn(name, column))
      return { columns, crowdedOut: [...crowdedOut].sort() }
    },
  }
}

function isMissing(cell: CellValue): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}

function placeOf({ cells, places }: Collected, cell: CellValue): number {
  const known = places.get(cell)
  if (known !== undefined) return known
  places.set(cell, cells.length)
  return cells.push(cell) - 1
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
