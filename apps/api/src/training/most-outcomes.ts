import type { Db } from '../db/db.ts'
import { countMetadataKeys } from './closed-lead-repository.ts'
import { mostColumns } from './collect-columns.ts'

/** More outcomes teach hardly more, and would take minutes and gigabytes: the newest count. */
const mostRows = 100_000
/** Rows by columns. */
const mostCells = 6_000_000
/** Columns of the profile, and two for each type of activity. */
const ownColumns = 50

/** How many of the newest outcomes one training takes: fewer, the more fields the leads have. */
export async function mostOutcomes(db: Db): Promise<number> {
  return rowsFor(await countMetadataKeys(db, mostRows))
}

export function rowsFor(furtherFields: number): number {
  const columns = Math.min(mostColumns, ownColumns + furtherFields)
  return Math.min(mostRows, Math.floor(mostCells / columns))
}
