import { z } from 'zod'
import { anyRole, managers } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { text, uuid } from './fields.ts'
import { leadFilterQuery, leadListQuery } from './leads.ts'

/**
 * Fields of a lead that a column may feed; `metadata.<key>` takes any other column along. `outcome` closes a lead as won
 * or lost; where its cell is blank, `status` says whether it is closed. `closed_at` counts for closed leads only and is
 * the moment of the import where the file says nothing; a closed lead without `created_at` was created when it was
 * closed. A day without a time is noon UTC, a time without a zone is UTC.
 */
export const importableFields = [
  'name',
  'email',
  'phone',
  'company',
  'title',
  'industry',
  'company_size',
  'country',
  'location',
  'source',
  'status',
  'estimated_value',
  'outcome',
  'created_at',
  'closed_at',
] as const

/**
 * Column mapping: header of the file → field, `metadata.<key>`, or null to leave the column out.
 * Without a mapping, headers that are names of fields feed those.
 */
export const columnMapping = z.record(
  z.string().max(200),
  z.union([z.enum(importableFields), z.string().regex(/^metadata\.[A-Za-z][A-Za-z0-9_]{0,59}$/), z.null()]),
)
export type ColumnMapping = z.infer<typeof columnMapping>

/** The multipart field `options` (JSON) of an import. */
export const importOptions = z.strictObject({
  mapping: columnMapping.optional(),
  defaults: z
    .strictObject({ name: text(200).optional(), source: text(60).optional() })
    .optional()
    .describe('name may use {row} and {Header} placeholders'),
  history: z
    .strictObject({
      won_values: z
        .array(text(100))
        .min(1)
        .max(50)
        .default(['won', 'yes', 'true', '1'])
        .describe(
          'values of the outcome column that mean won, whatever their case; any other that is there means lost',
        ),
    })
    .optional()
    .describe(
      'for files of closed leads. Without it only plain words are taken for an outcome (won, yes, true, 1; lost, no, false, 0), so that a column that is none closes no lead',
    ),
  on_duplicate: z.enum(['skip', 'update', 'error']).default('skip'),
  dry_run: z.boolean().default(false),
})
export type ImportOptions = z.output<typeof importOptions>

export const importError = z.object({
  row: z.int().describe('data row, from 1'),
  line: z.int().describe('line of the file, header is line 1'),
  field: z.string().nullable(),
  message: z.string(),
})
export type ImportError = z.infer<typeof importError>

export const importResult = z.object({
  id: uuid.nullable().describe('null for a dry run'),
  dry_run: z.boolean(),
  total_rows: z.int(),
  success_count: z.int().describe('created_count + updated_count'),
  created_count: z.int(),
  updated_count: z.int(),
  skipped_count: z.int().describe('duplicates left alone'),
  error_count: z.int(),
  errors: z.array(importError).describe('the first 1,000'),
  mapping: columnMapping,
  unmapped_columns: z.array(z.string()),
  outcomes: z
    .object({ won: z.int(), lost: z.int() })
    .describe('leads that the rows closed: created, and updated ones that were open'),
  classes: z.object({ hot: z.int(), warm: z.int(), cold: z.int() }).describe('classes of the created leads'),
})
export type ImportResult = z.infer<typeof importResult>

/**
 * multipart/form-data: `file` (CSV) and, before or after it, `options` (JSON text). Also text/csv as the body. One import
 * is one transaction. An update refreshes the profile of a lead and closes it where the row has an
 * outcome; a lead that is closed stays so, and any other status moves by `setLeadStatus` only.
 */
export const importLeads = defineEndpoint({
  name: 'importLeads',
  summary: 'Import leads from CSV, streamed; broken rows are reported and the others kept',
  tag: 'imports',
  method: 'POST',
  path: '/leads/import',
  access: managers,
  response: importResult,
  kind: 'stream',
})

export const getImportTemplate = defineEndpoint({
  name: 'getImportTemplate',
  summary: 'An empty CSV with every importable column',
  tag: 'imports',
  method: 'GET',
  path: '/leads/import/template',
  access: anyRole,
  kind: 'stream',
})

export const exportQuery = leadListQuery.pick({ sort: true, order: true }).extend({
  ...leadFilterQuery.shape,
  format: z.enum(['csv']).optional(),
})
export type ExportQuery = z.output<typeof exportQuery>

export const exportLeads = defineEndpoint({
  name: 'exportLeads',
  summary: 'The filtered list as CSV, streamed, with scores; formula-safe',
  tag: 'imports',
  method: 'GET',
  path: '/leads/export',
  access: anyRole,
  query: exportQuery,
  kind: 'stream',
})
