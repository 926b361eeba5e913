import type { ImportError } from '@leadglass/contracts/imports.ts'
import type { Classification } from '@leadglass/contracts/scoring.ts'

const maxErrors = 1_000

/** Where a row stands: its number among the data rows, and the line of the file that it begins on. */
export type RowPlace = { row: number; line: number }

/** What became of the rows of an import. */
export type ImportTally = {
  total: number
  created: number
  updated: number
  skipped: number
  failed: number
  errors: ImportError[]
  classes: Record<Classification, number>
  outcomes: { won: number; lost: number }
  /** Leads that an update made hot, by their owner. */
  hot: Map<string | null, number>
}

export function emptyTally(): ImportTally {
  return {
    total: 0,
    created: 0,
    updated: 0,
    skipped: 0,
    failed: 0,
    errors: [],
    classes: { hot: 0, warm: 0, cold: 0 },
    outcomes: { won: 0, lost: 0 },
    hot: new Map(),
  }
}

/** Counts a refused row; the first errors are kept with their places. */
export function refuseRow(
  tally: ImportTally,
  { row, line }: RowPlace,
  field: string | null,
  message: string,
): void {
  tally.failed++
  if (tally.errors.length < maxErrors) tally.errors.push({ row, line, field, message })
}
