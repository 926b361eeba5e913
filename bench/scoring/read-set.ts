import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Column, categoricalColumn, numericColumn } from '@leadglass/scoring'
import { parse } from 'csv-parse/sync'

/** What schema.json says of a data set. */
export type Schema = {
  name: string
  target: string
  numeric: string[]
  categorical: string[]
  leaky?: string[]
  not_features?: string[]
}

/** Rows of a data set by columns. */
export type Rows = { ids: string[]; columns: Column[]; outcomes: Uint8Array }

/** A data set with the folds that it is judged by: one list per repetition, the fold of each row. */
export type DataSet = Rows & { name: string; folder: string; schema: Schema; folds: Uint8Array[] }

/** Which inputs a model may see: without those that are known only with the outcome, or all. */
export type Features = 'honest' | 'all'

export function readSchema(file: string): Schema {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Reads the inputs of a schema from a CSV file; a file without the target has no outcomes. */
export function readRows(file: string, schema: Schema, features: Features): Rows {
  const { names, cells } = readCells(file)
  const leaky = new Set(features === 'honest' ? schema.leaky : [])
  const cellsOf = (name: string) => cells[names.indexOf(name)] ?? []
  const present = (name: string) => names.includes(name) && !leaky.has(name)
  const target = cellsOf(schema.target)
  const ids = cellsOf('row_id')
  return {
    ids: ids.length ? ids : Array.from({ length: cells[0]?.length ?? 0 }, (_, row) => String(row)),
    columns: [
      ...schema.numeric.filter(present).map((name) => numericColumn(name, cellsOf(name))),
      ...schema.categorical.filter(present).map((name) => categoricalColumn(name, cellsOf(name))),
    ],
    outcomes: Uint8Array.from(target, (cell) => (Number(cell) === 1 ? 1 : 0)),
  }
}

/** Every set of a folder: schema.json, train.csv or data.csv, cv_folds.csv. */
export function readSet(folder: string): DataSet {
  const schema = readSchema(path.join(folder, 'schema.json'))
  const train = path.join(folder, 'train.csv')
  const rows = readRows(existsSync(train) ? train : path.join(folder, 'data.csv'), schema, 'honest')
  const { names, cells } = readCells(path.join(folder, 'cv_folds.csv'))
  const placeOf = new Map(cells[names.indexOf('row_id')]?.map((id, place) => [id, place]))
  const folds = cells.slice(1).map((column) => {
    return Uint8Array.from(rows.ids, (id) => Number(column[placeOf.get(id) ?? -1]))
  })
  return { ...rows, name: schema.name, folder, schema, folds }
}

/** Cells by column. Equal texts of a column are one string, so a large file stays small in memory. */
function readCells(file: string): { names: string[]; cells: string[][] } {
  const names: string[] = []
  const cells: string[][] = []
  const known: Map<string, string>[] = []
  parse(readFileSync(file), {
    bom: true,
    skip_empty_lines: true,
    on_record: (record: string[]) => {
      if (names.length === 0) {
        names.push(...record)
        for (const _ of record) {
          cells.push([])
          known.push(new Map())
        }
        return null
      }
      for (const [at, cell] of record.entries()) {
        if (!known[at]?.has(cell)) known[at]?.set(cell, cell)
        cells[at]?.push(known[at]?.get(cell) ?? cell)
      }
      return null
    },
  })
  return { names, cells }
}

/** Some rows of columns. */
export function pickRows(columns: readonly Column[], rows: ArrayLike<number>): Column[] {
  return columns.map((column) =>
    column.kind === 'numeric'
      ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) }
      : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] ?? -1) },
  )
}

/** Some rows of a set, with their outcomes. */
export function pickSet(set: Pick<Rows, 'columns' | 'outcomes'>, rows: ArrayLike<number>) {
  return {
    columns: pickRows(set.columns, rows),
    outcomes: Uint8Array.from(rows, (row) => set.outcomes[row] ?? 0),
  }
}
