import type { ImportOptions, ImportResult } from '@leadglass/contracts/imports.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction, type Tx } from '../context.ts'
import { AppError } from '../errors.ts'
import { enqueueJobOnce } from '../jobs/queue/enqueue-job-once.ts'
import { announceHotCount } from '../leads/announce-hot-count.ts'
import { activeModel } from '../scoring/active-model.ts'
import type { CsvRow } from './csv-reader.ts'
import { type FinishedImport, insertLeadImport, lockImports } from './import-repository.ts'
import { emptyTally, type ImportTally, refuseRow } from './import-tally.ts'
import type { ImportWork, RowDraft } from './import-work.ts'
import { type ColumnPlan, planColumns, readHeaders } from './map-columns.ts'
import { placeBatch } from './place-batch.ts'
import { type CsvSource, readCsv } from './read-csv.ts'
import { createRowReader } from './read-row.ts'

const batchSize = 1_000

export type ImportRequest = { file: CsvSource; options: ImportOptions; phoneRegion: string }

/** Thrown to take a dry run back. */
const takenBack = new Error('dry run')

/**
 * Imports leads from CSV (R107). Broken rows are reported and the others kept; the whole import is one transaction, so
 * that a fault leaves nothing behind. A dry run does all of it and is taken back.
 */
export async function importLeads(ctx: Context, request: ImportRequest): Promise<ImportResult> {
  const model = await activeModel(ctx.db)
  let result: ImportResult | undefined
  try {
    return await inTransaction(ctx, async (tx) => {
      result = await importAll({ ctx, tx, model }, request)
      if (request.options.dry_run) throw takenBack
      return result
    })
  } catch (error) {
    if (error === takenBack && result) return result
    throw error
  }
}

async function importAll(
  { ctx, tx, model }: Pick<ImportWork, 'ctx' | 'tx' | 'model'>,
  request: ImportRequest,
): Promise<ImportResult> {
  const { file, options, phoneRegion } = request
  await lockImports(tx.db)
  const { now, actor } = tx
  const run = { now, modelId: model.id, actorId: actor.id }
  const tally = emptyTally()
  const work: ImportWork = { ctx, tx, run, model, tally, onDuplicate: options.on_duplicate, phoneRegion }
  const plan = await placeRows(work, request)
  // Duplicates are found a batch later than what is wrong within a row.
  tally.errors.sort((one, other) => one.row - other.row)
  const { mapping } = plan
  const done = { ...tally, mapping, userId: actor.id, filename: file.name, now }
  const id = options.dry_run ? null : await keepImport(tx, done)
  const hot = [...tally.hot].map(([owner_id, count]) => ({ owner_id, count }))
  await announceHotCount(tx.db, hot, {
    title: 'by an import',
    message: 'They became hot by what a file says of them.',
  })
  if (tally.outcomes.won + tally.outcomes.lost > 0)
    await enqueueJobOnce(tx.db, { kind: 'judge', input: {}, requestedById: null })
  return { id, dry_run: options.dry_run, ...resultOf(tally), mapping, unmapped_columns: plan.unmapped }
}

/** One entry for all of an import: its rows are in the file, and those that were refused in its record. */
async function keepImport(tx: Tx, done: FinishedImport): Promise<string> {
  const id = await insertLeadImport(tx.db, done)
  const { total, created, updated, skipped, failed } = done
  const event = {
    action: 'leads_imported',
    entity: { type: 'import', id, name: done.filename },
    after: { rows: total, created, updated, skipped, failed },
  } as const
  await recordAudit(tx.db, auditEntry(tx, event))
  return id
}

function resultOf(tally: ImportTally) {
  return {
    total_rows: tally.total,
    success_count: tally.created + tally.updated,
    created_count: tally.created,
    updated_count: tally.updated,
    skipped_count: tally.skipped,
    error_count: tally.failed,
    errors: tally.errors,
    classes: tally.classes,
    outcomes: tally.outcomes,
  }
}

/** Reads the next batch while the database writes the one before. */
async function placeRows(work: ImportWork, { file, options }: ImportRequest): Promise<ColumnPlan> {
  const batches = readBatches(work, file, options)
  let placing = Promise.resolve()
  try {
    for (;;) {
      const next = await batches.next()
      await placing
      if (next.done) return next.value
      placing = placeBatch(work, next.value)
      // Awaited one turn later; a failure must not count as unhandled until then.
      placing.catch(() => {})
    }
  } finally {
    await placing.catch(() => {})
  }
}

/** The good rows, a batch at a time; the bad ones are counted. Ends with what the columns mean. */
async function* readBatches(
  { tally, run }: ImportWork,
  file: CsvSource,
  options: ImportOptions,
): AsyncGenerator<RowDraft[], ColumnPlan> {
  let plan: ColumnPlan | undefined
  let read: ReturnType<typeof createRowReader> | undefined
  let batch: RowDraft[] = []
  for await (const rows of readCsv(file)) {
    for (const row of rows) {
      if (!read) {
        plan = planColumns(headersOf(row), options)
        read = createRowReader(plan, options, run.now)
        continue
      }
      const draft = draftOf(tally, row, read)
      if (draft) batch.push(draft)
      if (batch.length === batchSize) {
        yield batch
        batch = []
      }
    }
  }
  if (!plan)
    throw new AppError('import_unreadable', 'The file is empty; the first line must name the columns')
  yield batch
  return plan
}

function headersOf(row: CsvRow): string[] {
  if (row.problem) throw new AppError('import_unreadable', `The header cannot be read: ${row.problem}`)
  return readHeaders(row.cells)
}

function draftOf(tally: ImportTally, row: CsvRow, read: ReturnType<typeof createRowReader>): RowDraft | null {
  tally.total++
  const place = { row: tally.total, line: row.line }
  if (row.problem) {
    refuseRow(tally, place, null, row.problem)
    return null
  }
  const reading = read(row.cells, place.row)
  if ('lead' in reading) return { ...place, ...reading }
  refuseRow(tally, place, reading.problem.field, reading.problem.message)
  return null
}
