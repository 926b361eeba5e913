import type { ExportQuery } from '@leadglass/contracts/imports.ts'
import { recordExport } from '../audit/record-export.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { walkLeads } from '../leads/walk-leads.ts'
import { csvText } from './csv-text.ts'
import { type ExportedFields, listExportedFields } from './export-repository.ts'

const batchSize = 1_000

type Batch = typeof walkLeads extends (...args: never[]) => AsyncGenerator<infer Rows> ? Rows : never
type Row = Batch[number] & Omit<ExportedFields, 'id'>

/** The columns of an export; those that an import knows have its names. */
const columns: Record<string, (row: Row) => string | number | null> = {
  id: (row) => row.id,
  name: (row) => row.name,
  email: (row) => row.email,
  phone: (row) => row.phone,
  company: (row) => row.company,
  title: (row) => row.title,
  industry: (row) => row.industry,
  company_size: (row) => row.company_size,
  country: (row) => row.country,
  location: (row) => row.location,
  source: (row) => row.source,
  status: (row) => row.status,
  estimated_value: (row) => row.estimated_value,
  score: (row) => row.current_score,
  classification: (row) => row.classification,
  engagement: (row) => row.engagement_score,
  buying_signals: (row) => row.buying_score,
  demographic_fit: (row) => row.fit_score,
  owner: (row) => row.owner_name,
  last_activity_at: (row) => row.last_activity_at,
  created_at: (row) => row.created_at,
}
const cellsOf = Object.values(columns)

/** The filtered list as CSV (RFC 4180), piece by piece, with what the caller may see and formulas quoted (R108). That and how many went out is written down through `db`. */
export function exportLeads(ctx: Context, db: Db, query: ExportQuery): AsyncGenerator<string> {
  const { format: _, ...filters } = query
  return recordExport(ctx, db, { action: 'leads_exported', filters }, batchesOf(ctx, filters))
}

async function* batchesOf(ctx: Context, filters: Omit<ExportQuery, 'format'>) {
  yield { text: csvText([Object.keys(columns)]), count: 0 }
  for await (const batch of walkLeads(ctx, filters, batchSize)) {
    const further = await listExportedFields(
      ctx.db,
      batch.map(({ id }) => id),
    )
    const records = batch.map((item) => cellsOf.map((cell) => cell(withFields(item, further))))
    yield { text: csvText(records), count: batch.length }
  }
}

function withFields(item: Batch[number], further: ReadonlyMap<string, ExportedFields>): Row {
  return { industry: null, company_size: null, ...item, ...further.get(item.id) }
}
