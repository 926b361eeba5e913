import type { ImportOptions } from '@leadglass/contracts/imports.ts'
import type { Context, Tx } from '../context.ts'
import type { ActiveModel } from '../scoring/active-model.ts'
import type { ImportRun } from './import-repository.ts'
import type { ImportTally, RowPlace } from './import-tally.ts'
import type { LeadHistory } from './read-history.ts'
import type { ImportedLead } from './read-row.ts'

/** A row that keeps every rule, on its way into the database. */
export type RowDraft = RowPlace & { lead: ImportedLead; history: LeadHistory }

/** What all batches of one import share. */
export type ImportWork = {
  ctx: Context
  tx: Tx
  run: ImportRun
  model: ActiveModel
  tally: ImportTally
  onDuplicate: ImportOptions['on_duplicate']
  phoneRegion: string
}
