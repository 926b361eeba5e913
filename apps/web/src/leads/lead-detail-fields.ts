import type { LeadDetail } from '@leadglass/contracts/leads.ts'
import { formatCount } from '../lib/format-count.ts'
import { formatMoney } from '../lib/format-money.ts'
import type { LeadChange } from './lead-queries.ts'

const textFields = [
  { name: 'name', label: 'Name', maxLength: 200 },
  { name: 'email', label: 'E-mail', maxLength: 254, type: 'email' },
  { name: 'phone', label: 'Phone', maxLength: 40, type: 'tel' },
  { name: 'company', label: 'Company', maxLength: 200 },
  { name: 'title', label: 'Job title', maxLength: 200 },
  { name: 'industry', label: 'Industry', maxLength: 100 },
  { name: 'country', label: 'Country', maxLength: 100 },
  { name: 'location', label: 'Location', maxLength: 200 },
  { name: 'source', label: 'Source', maxLength: 60 },
] as const

const numberFields = [
  { name: 'company_size', label: 'Company size', inputMode: 'numeric', format: formatCount },
  { name: 'estimated_value', label: 'Value', inputMode: 'decimal', format: formatMoney },
] as const

/** The order in which a reader looks for them. */
export const detailFields = [...textFields, ...numberFields]

export type DetailField = (typeof detailFields)[number]

export function editedText(lead: LeadDetail, { name }: DetailField): string {
  return String(lead[name] ?? '')
}

export function readText(lead: LeadDetail, field: DetailField): string {
  const value = lead[field.name]
  if ('format' in field && typeof value === 'number') return field.format(value)
  return String(value ?? '')
}

/** What the text in a field asks the API for; a sentence when it cannot mean anything. */
export function changeFrom(field: DetailField, text: string): LeadChange | string {
  if (!('format' in field)) {
    const isNeeded = field.name === 'name' || field.name === 'source'
    if (text === '' && isNeeded) return 'must not be empty'
    return { [field.name]: text === '' ? null : text }
  }
  if (text === '') return { [field.name]: null }
  const number = Number(text.replaceAll(',', ''))
  return Number.isFinite(number) ? { [field.name]: number } : 'must be a number'
}
