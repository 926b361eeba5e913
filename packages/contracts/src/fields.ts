import { z } from 'zod'

/** Control characters other than tab and newline, which no field of ours may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

function clean(text: string): string {
  return text.replace(controlCharacters, '').trim()
}

function isWellFormed(text: string): boolean {
  return text.isWellFormed()
}

/** Text that a person types: control characters taken out, trimmed, 1–`max` characters, no lone surrogates (R063). */
export function text(max: number) {
  return z
    .string()
    .refine(isWellFormed, 'must be well-formed Unicode')
    .transform(clean)
    .pipe(z.string().min(1, 'must not be empty').max(max, `must be at most ${max} characters`))
}

/** Optional text of a record: absent keeps it, `null` or an empty text clears it. */
export function optionalText(max: number) {
  return z
    .string()
    .nullable()
    .refine((value) => value === null || isWellFormed(value), 'must be well-formed Unicode')
    .transform((value) => (value === null ? null : clean(value) || null))
    .pipe(z.string().max(max, `must be at most ${max} characters`).nullable())
}

/** An e-mail address, trimmed and in lower case. */
export const email = z
  .string()
  .transform((value) => clean(value).toLowerCase())
  .pipe(z.email('must be a valid email').max(254, 'must be at most 254 characters'))

/** In lower case, as the database writes it: ids are compared as texts. */
export const uuid = z.uuid('must be a UUID').toLowerCase()

/** A moment as ISO 8601 text with offset, e.g. `2026-11-22T09:30:00Z`. */
export const moment = z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 date and time' })
  .refine((value) => new Date(value).getUTCFullYear() >= 1, 'must be in the year 1 or later')

/** A moment in an answer: always UTC with milliseconds. */
export const timestamp = z.string().meta({ format: 'date-time' })

/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso
  .date('must be a date (YYYY-MM-DD)')
  .refine((value) => !value.startsWith('0000'), 'must be in the year 1 or later')

/** A whole number in a query string: digits only, so that `1e3`, `0x10`, ` 5` and `5.0` are refused. */
export function queryInteger(min: number, max: number) {
  return z
    .string()
    .regex(/^-?\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))
}

/** `true` or `false` in a query string. */
export const queryBoolean = z
  .enum(['true', 'false'], 'must be true or false')
  .transform((value) => value === 'true')

export const idParams = z.strictObject({ id: uuid })
