import type { ErrorCode } from '@leadglass/contracts/errors.ts'

export type FieldError = { field: string; message: string }

/** Field names may be the caller's own text: a refusal does not send a megabyte of them back. */
const maxFields = 100
const maxTextLength = 300

function shorten(text: string): string {
  return text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text
}

/** A refusal or failure with a stable code. Use cases throw it; one handler turns it into an answer. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: ErrorCode
  readonly fields: FieldError[]

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; fields?: FieldError[] } = {}) {
    super(shorten(message), { cause: options.cause })
    this.code = code
    this.fields = (options.fields ?? [])
      .slice(0, maxFields)
      .map(({ field, message: text }) => ({ field: shorten(field), message: shorten(text) }))
  }
}

/** An object that is missing or that the caller may not see: the same answer for both (R056). */
export function notFound(noun: string): AppError {
  return new AppError('not_found', `${noun} not found`)
}

/** Passes an error on; a "not found" from further down gets the noun that the caller asked for. */
export function notFoundAs(noun: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof AppError && error.code === 'not_found' ? notFound(noun) : error
  }
}

/** The HTTP status of each code; a code without one does not compile. */
export const statusOf: Record<ErrorCode, number> = {
  validation_error: 400,
  malformed_json: 400,
  request_unreadable: 400,
  import_unreadable: 400,
  import_mapping_invalid: 400,
  rules_invalid: 400,
  page_out_of_range: 400,
  cursor_invalid: 400,
  token_missing: 401,
  token_invalid: 401,
  token_expired: 401,
  invalid_credentials: 401,
  refresh_token_invalid: 401,
  account_disabled: 403,
  registration_closed: 403,
  role_not_allowed: 403,
  not_allowed: 403,
  not_found: 404,
  route_not_found: 404,
  method_not_allowed: 405,
  request_incomplete: 408,
  user_already_exists: 409,
  last_admin: 409,
  lead_already_exists: 409,
  lead_changed: 409,
  draft_changed: 409,
  version_active: 409,
  not_enough_outcomes: 409,
  job_running: 409,
  job_finished: 409,
  status_unchanged: 409,
  already_assigned: 409,
  assignee_inactive: 409,
  assignee_not_a_rep: 409,
  assignment_not_active: 409,
  conflict: 409,
  request_too_large: 413,
  unsupported_media_type: 415,
  headers_too_large: 431,
  account_locked: 423,
  rate_limited: 429,
  too_many_streams: 429,
  internal: 500,
  server_busy: 503,
  circuit_breaker_open: 503,
  database_unavailable: 503,
  request_timeout: 504,
}

/** A refused value of one field; `"field" message` is what the caller reads. */
export function invalidField(field: string, message: string): AppError {
  return new AppError('validation_error', `"${field}" ${message}`, { fields: [{ field, message }] })
}
