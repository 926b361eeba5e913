import { stringify } from 'csv-stringify/sync'
import { quoteFormula } from './csv-formula.ts'

type Cell = string | number | null

/** Records as CSV (RFC 4180), with formulas quoted (R062, R108). */
export function csvText(records: readonly (readonly Cell[])[]): string {
  const safe = records.map((record) =>
    record.map((cell) => (typeof cell === 'string' ? quoteFormula(cell) : cell)),
  )
  return stringify(safe, { record_delimiter: '\r\n' })
}
