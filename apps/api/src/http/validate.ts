import type { Endpoint, EndpointRequest } from '@leadglass/contracts/endpoint.ts'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { AppError, type FieldError } from '../errors.ts'

/** Checks a request against its contract; nothing is coerced and unknown fields are refused (R052, R053). */
export function validateRequest<E extends Endpoint>(
  endpoint: E,
  request: FastifyRequest,
): EndpointRequest<E> {
  refuseBrokenEscapes(request.url)
  return {
    params: check(endpoint.params, request.params),
    query: check(endpoint.query, request.query),
    body: check(endpoint.body, request.body),
  } as EndpointRequest<E>
}

/** The parser takes a broken escape in a query as text; who sent it meant something else. */
function refuseBrokenEscapes(url: string): void {
  const start = url.indexOf('?') + 1
  if (start === 0 || !url.includes('%', start)) return
  for (const pair of url.slice(start).split('&')) {
    try {
      decodeURIComponent(pair)
    } catch {
      const [field = ''] = pair.split('=')
      throw invalid([{ field: field || 'query', message: 'is not escaped UTF-8' }])
    }
  }
}

function check(schema: z.ZodType | undefined, value: unknown): unknown {
  return schema ? checkInput(schema, value ?? {}) : refuseExtra(value)
}

/** A value that keeps a schema; throws what is wrong with it, field by field. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  throw invalid(result.error.issues.flatMap(fieldErrors))
}

/** An operation that declares no query or body takes none. */
function refuseExtra(value: unknown): undefined {
  if (value === undefined || value === null) return undefined
  const keys = typeof value === 'object' ? Object.keys(value) : ['body']
  if (keys.length > 0) throw invalid(keys.map((field) => ({ field, message: 'is not allowed' })))
  return undefined
}

/** A refused input; `"email" must be a valid email` is the form of every message. */
export function invalid(fields: FieldError[]): AppError {
  const [first] = fields
  return new AppError('validation_error', first ? `"${first.field}" ${first.message}` : 'Invalid input', {
    fields,
  })
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const field = fieldAt(issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: fieldAt([...issue.path, key]), message: 'is not allowed' }))
    case 'invalid_type':
      return [
        { field, message: issue.input === undefined ? 'is required' : `must be of type ${issue.expected}` },
      ]
    case 'invalid_value':
      return [
        { field, message: plain(issue.message) ?? `must be one of ${issue.values.map(String).join(', ')}` },
      ]
    case 'too_small':
      return [
        {
          field,
          message: plain(issue.message) ?? `must ${boundWords(issue, issue.minimum, ['above', 'at least'])}`,
        },
      ]
    case 'too_big':
      return [
        {
          field,
          message: plain(issue.message) ?? `must ${boundWords(issue, issue.maximum, ['below', 'at most'])}`,
        },
      ]
    case 'invalid_union':
      return unionErrors(issue)
    default:
      return [{ field, message: plain(issue.message) ?? 'is not valid' }]
  }
}

/** `rules[3].points`: where in the input, as one would write it in code. */
function fieldAt(path: readonly PropertyKey[]): string {
  const field = path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`
    return before === '' ? String(key) : `${before}.${String(key)}`
  }, '')
  return field || 'body'
}

/** `be at least 1`, `be above 0`, `have at most 50 entries`. */
function boundWords(
  { origin, inclusive }: { origin: string; inclusive?: boolean },
  bound: number | bigint,
  [strict, loose]: readonly [string, string],
): string {
  const words = `${inclusive === false ? strict : loose} ${bound}`
  const isOne = Number(bound) === 1
  if (origin === 'array') return `have ${words} ${isOne ? 'entry' : 'entries'}`
  return origin === 'string' ? `have ${words} character${isOne ? '' : 's'}` : `be ${words}`
}

/** Of the forms that a value may have, what is wrong by the one that it was meant to have: that of its keys. */
function unionErrors(issue: z.core.$ZodIssueInvalidUnion): FieldError[] {
  const meant = issue.errors.filter((issues) => issues.every(({ path }) => path.length > 0))
  const [closest] = meant.toSorted((left, right) => left.length - right.length)
  if (closest && meant.length === 1) {
    return closest.flatMap((inner) => fieldErrors({ ...inner, path: [...issue.path, ...inner.path] }))
  }
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : []
  const message = options.length > 0 ? `must be one of ${options.join(', ')}` : plain(issue.message)
  return [{ field: fieldAt(issue.path), message: message ?? 'is not valid' }]
}

/** Our own messages begin in lower case; the library's in upper case. */
function plain(message: string): string | undefined {
  return /^[a-z]/.test(message) ? message : undefined
}
