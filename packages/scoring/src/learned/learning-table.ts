/** A column of numbers; NaN (and what is not finite) is missing. */
export type NumericColumn = { name: string; kind: 'numeric'; values: Float64Array }

/** A column of levels, as places in `levels`; −1 is missing. */
export type CategoricalColumn = {
  name: string
  kind: 'categorical'
  codes: Int32Array
  levels: readonly string[]
}

/** One input of a model, for all rows. */
export type Column = NumericColumn | CategoricalColumn

/**
 * What a model learns from: inputs, the outcome of each row (1 won, 0 lost), and, where known, the moment of
 * each row, by which the latest rows are told from the earlier ones.
 */
export type LearningTable = {
  columns: readonly Column[]
  outcomes: ArrayLike<number>
  times?: ArrayLike<number> | null
}

/** The value of one field of a row; null, undefined and blank text are missing. */
export type CellValue = string | number | boolean | null | undefined

/** A row by the names of its fields. */
export type LearningRow = Readonly<Record<string, CellValue>>

/** What a column is called and how its values are read. */
export type ColumnShape = { name: string; kind: 'numeric' | 'categorical' }

/**
 * A value as a number: numbers as they are, text that reads as a number too; anything else is NaN.
 *
 * @example
 * numberOf(' 12.5 ') // 12.5
 */
export function numberOf(value: CellValue): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : Number.NaN
  if (typeof value !== 'string' || value.trim() === '') return Number.NaN
  const number = Number(value)
  return Number.isFinite(number) ? number + 0 : Number.NaN
}

/** A value as the name of a level: text without surrounding space; null where it is missing. */
export function levelOf(value: CellValue): string | null {
  if (value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value))) return null
  const level = String(value).trim()
  return level === '' ? null : level
}

/** A numeric column from cells. */
export function numericColumn(name: string, cells: readonly CellValue[]): NumericColumn {
  return { name, kind: 'numeric', values: Float64Array.from(cells, numberOf) }
}

/** A categorical column from cells. */
export function categoricalColumn(name: string, cells: readonly CellValue[]): CategoricalColumn {
  const places = new Map<string, number>()
  const codes = Int32Array.from(cells, (cell) => {
    const level = levelOf(cell)
    if (level === null) return -1
    const place = places.get(level) ?? places.size
    places.set(level, place)
    return place
  })
  return { name, kind: 'categorical', codes, levels: [...places.keys()] }
}

/**
 * How the fields of rows read: numeric where every value that is there reads as a number, categorical
 * otherwise; sorted by name.
 *
 * @example
 * describeColumns([{ size: '12', city: 'Ghent' }]) // [{ name: 'city', kind: 'categorical' }, { name: 'size', kind: 'numeric' }]
 */
export function describeColumns(rows: readonly LearningRow[]): ColumnShape[] {
  const kinds = new Map<string, ColumnShape['kind']>()
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      if (levelOf(value) === null) continue
      const numeric = typeof value !== 'boolean' && !Number.isNaN(numberOf(value))
      if (!numeric) kinds.set(name, 'categorical')
      else if (!kinds.has(name)) kinds.set(name, 'numeric')
    }
  }
  return [...kinds].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The columns of rows, by the given shapes or as `describeColumns` reads them. */
export function columnsOf(rows: readonly LearningRow[], shapes = describeColumns(rows)): Column[] {
  return shapes.map(({ name, kind }) => {
    const cells = rows.map((row) => row[name])
    return kind === 'numeric' ? numericColumn(name, cells) : categoricalColumn(name, cells)
  })
}
