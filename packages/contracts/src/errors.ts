import { z } from 'zod'

/** Stable codes of refused requests: the `type` of an error answer. The server maps each to one HTTP status. */
export const errorCodes = [
  'validation_error',
  'malformed_json',
  'request_unreadable',
  'request_incomplete',
  'request_timeout',
  'headers_too_large',
  'unsupported_media_type',
  'request_too_large',
  'token_missing',
  'token_invalid',
  'token_expired',
  'invalid_credentials',
  'refresh_token_invalid',
  'account_disabled',
  'account_locked',
  'registration_closed',
  'role_not_allowed',
  'not_allowed',
  'not_found',
  'route_not_found',
  'method_not_allowed',
  'user_already_exists',
  'last_admin',
  'lead_already_exists',
  'lead_changed',
  'status_unchanged',
  'already_assigned',
  'assignee_inactive',
  'assignee_not_a_rep',
  'assignment_not_active',
  'import_unreadable',
  'import_mapping_invalid',
  'rules_invalid',
  'draft_changed',
  'version_active',
  'not_enough_outcomes',
  'job_running',
  'job_finished',
  'page_out_of_range',
  'cursor_invalid',
  'conflict',
  'rate_limited',
  'too_many_streams',
  'server_busy',
  'circuit_breaker_open',
  'database_unavailable',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** One message about one field of a refused request. */
export const fieldError = z.object({ field: z.string(), message: z.string() })

/** The one shape of every error answer (R051). */
export const errorBody = z.object({
  error: z.string().describe('Short text; SERVICE_UNAVAILABLE when the database is away'),
  detail: z.string().describe('A sentence for a person'),
  details: z.string().optional().describe('First validation message'),
  errors: z.array(fieldError).optional().describe('Every validation message with its field'),
  type: z.string().describe('Stable code'),
  status: z.int(),
  path: z.string(),
  request_id: z.string(),
})

export type ErrorBody = z.infer<typeof errorBody>
