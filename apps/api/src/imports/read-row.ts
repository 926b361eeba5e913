import type { ImportOptions } from '@leadglass/contracts/imports.ts'
import { type CreateLeadInput, createLeadInput } from '@leadglass/contracts/leads.ts'
import type { z } from 'zod'
import { unquoteFormula } from './csv-formula.ts'
import type { ImportableField } from './header-words.ts'
import type { ColumnPlan } from './map-columns.ts'
import { parseNumber } from './parse-number.ts'
import { createHistoryReader, type HistoryCells, type LeadHistory } from './read-history.ts'

/** The rules of a lead's fields are those of the form (R107); who owns an imported lead is decided later. */
const importedLead = createLeadInput.omit({ owner_id: true })

export type ImportedLead = Omit<CreateLeadInput, 'owner_id'>
export type RowProblem = { field: string | null; message: string }
export type RowReading = { lead: ImportedLead; history: LeadHistory } | { problem: RowProblem }

/** Makes a reader of data rows: cells → a lead that keeps every rule, or the first thing that is wrong. */
export function createRowReader(plan: ColumnPlan, options: ImportOptions, now: Date) {
  const { defaults } = options
  const readHistory = createHistoryReader(options, now)
  return (cells: readonly string[], row: number): RowReading => {
    if (isRagged(cells, plan.headers.length)) {
      return {
        problem: { field: null, message: `has ${cells.length} cells, the header has ${plan.headers.length}` },
      }
    }
    const draft = draftOf(plan, cells)
    if (!draft.name && defaults?.name) draft.name = fillIn(defaults.name, plan.headers, cells, row)
    if (!draft.source && defaults?.source) draft.source = defaults.source
    const checked = importedLead.safeParse(draft)
    if (!checked.success) return { problem: problemOf(checked.error.issues) }
    const history = readHistory(historyCells(plan, cells), checked.data.status)
    return 'message' in history ? { problem: history } : { lead: checked.data, history }
  }
}

function isRagged(cells: readonly string[], expected: number): boolean {
  return cells.length < expected || cells.slice(expected).some((cell) => cell !== '')
}

function draftOf(plan: ColumnPlan, cells: readonly string[]): Record<string, unknown> {
  const draft: Record<string, unknown> = {}
  for (const { field, columns } of plan.fields) {
    if (isHistoryField(field)) continue
    const text = cellText(cells, columns)
    if (text !== '') draft[field] = fieldValue(field, text)
  }
  if (plan.metadata.length > 0) {
    const metadata: Record<string, string> = {}
    for (const { key, column } of plan.metadata) {
      const text = cellText(cells, [column])
      if (text !== '') metadata[key] = text
    }
    draft.metadata = metadata
  }
  return draft
}

function isHistoryField(field: ImportableField): field is keyof HistoryCells {
  return field === 'outcome' || field === 'created_at' || field === 'closed_at'
}

function historyCells(plan: ColumnPlan, cells: readonly string[]): HistoryCells {
  const history: HistoryCells = {}
  for (const { field, columns } of plan.fields) {
    const text = isHistoryField(field) ? cellText(cells, columns) : ''
    if (isHistoryField(field) && text !== '') history[field] = text
  }
  return history
}

function cellText(cells: readonly string[], columns: readonly number[]): string {
  if (columns.length === 1) return unquoteFormula(cells[columns[0] ?? 0] ?? '').trim()
  return columns
    .map((column) => unquoteFormula(cells[column] ?? '').trim())
    .filter(Boolean)
    .join(' ')
}

/** Text that is not a number stays text, which the field's rule then refuses by name. */
function fieldValue(field: ImportableField, text: string): unknown {
  if (field === 'estimated_value' || field === 'company_size') return parseNumber(text) ?? text
  return field === 'status' ? text.toLowerCase() : text
}

function fillIn(template: string, headers: readonly string[], cells: readonly string[], row: number): string {
  return template.replaceAll(/\{([^{}]*)\}/g, (_, header: string) =>
    header === 'row' ? String(row) : unquoteFormula(cells[headers.indexOf(header)] ?? ''),
  )
}

/** The first problem names the field; the message tells the others too. */
function problemOf(issues: readonly z.core.$ZodIssue[]): RowProblem {
  const [first, ...others] = issues.map((issue) => ({
    field: issue.path.join('.'),
    message: messageOf(issue),
  }))
  const also = others.map(({ field, message }) => `; ${field} ${message}`).join('')
  return { field: first?.field ?? null, message: `${first?.message ?? 'is not valid'}${also}` }
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    if (issue.message.includes('undefined')) return 'is required'
    return issue.expected === 'number' || issue.expected === 'int' ? 'must be a number' : 'is not valid'
  }
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`
  return /^[a-z]/.test(issue.message) ? issue.message : 'is not valid'
}
