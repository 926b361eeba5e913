import type { FieldValue } from './rule-types.ts'

/**
 * A value as a person types it: numbers, true, false and null as they are, text as it is, unless it would read as one
 * of those; then it stands in quotes. `parseValue` reads back exactly what was written.
 */
export function valueText(value: FieldValue): string {
  if (typeof value !== 'string') return String(value)
  return typeof plainValue(value) === 'string' && !isQuoted(value) ? value : `"${value}"`
}

export function parseValue(text: string): FieldValue {
  return isQuoted(text) ? text.slice(1, -1) : plainValue(text)
}

function plainValue(text: string): FieldValue {
  if (text === 'true') return true
  if (text === 'false') return false
  if (text === 'null') return null
  return /^-?\d+(\.\d+)?$/.test(text) && String(Number(text)) === text ? Number(text) : text
}

function isQuoted(text: string): boolean {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"')
}
