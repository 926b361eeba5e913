import type { ErrorBody, ErrorCode } from '@leadglass/contracts/errors.ts'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isCircuitOpen } from '../db/database-down-error.ts'
import { databaseFault } from '../db/db-errors.ts'
import { AppError, statusOf } from '../errors.ts'
import type { Deps } from './api.ts'
import { createFaultLog, ofDatabase } from './fault-log.ts'
import { recordDenial } from './record-denial.ts'

/** Short texts that clients and documents rely on; every other code is shown as words. */
const shortTexts: Partial<Record<ErrorCode, string>> = {
  validation_error: 'Validation error',
  malformed_json: 'Malformed JSON',
  token_missing: 'Authentication required',
  token_invalid: 'Invalid token',
  token_expired: 'Token expired',
  invalid_credentials: 'Invalid credentials',
  account_disabled: 'Account is disabled',
  circuit_breaker_open: 'SERVICE_UNAVAILABLE',
  database_unavailable: 'SERVICE_UNAVAILABLE',
  internal: 'Internal server error',
}

/** Fastify's own refusals, as our codes. */
const fastifyCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'validation_error',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_json',
}

/** The router's refusals of an address: a broken escape, bytes that are no UTF-8, a part that is too long. */
const addressCodes = new Set(['FST_ERR_BAD_URL', 'FST_ERR_MAX_PARAM_LENGTH'])

/** One handler, one shape (R051). */
export function setErrorHandling(
  fastify: FastifyInstance,
  deps: Pick<Deps, 'refusals' | 'clock' | 'db'>,
): void {
  const logFault = createFaultLog(deps.db)
  fastify.setErrorHandler<FastifyError>(async (error, request, reply) => {
    await recordDenial(deps, error, request)
    const known = asAppError(error)
    logFault(known, error, request)
    if (ofDatabase.has(known.code)) {
      reply.header('retry-after', Math.max(1, deps.db.breaker.status().retry_after_seconds))
    }
    return sendError(known, request, reply)
  })
}

/** For addresses that the router cannot read, which never reach a route. */
export function answerUnreadableAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const known = asAppError(error)
  request.log.info({ code: known.code }, known.message)
  return sendError(known, request, reply)
}

/** Answers an error in the one shape. */
export function sendError(error: AppError, request: FastifyRequest, reply: FastifyReply) {
  const status = statusOf[error.code]
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  if (status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', 2)
  return reply.code(status).send(errorAnswer(error, request))
}

function errorAnswer(error: AppError, request: FastifyRequest): ErrorBody & { max_size_kb?: number } {
  return {
    error: shortTexts[error.code] ?? error.message,
    detail: error.message,
    ...(error.fields[0]
      ? { details: `"${error.fields[0].field}" ${error.fields[0].message}`, errors: error.fields }
      : {}),
    type: error.code,
    status: statusOf[error.code],
    path: request.url.split('?')[0] ?? request.url,
    request_id: request.id,
    ...(error.code === 'request_too_large'
      ? { max_size_kb: Math.floor(request.routeOptions.bodyLimit / 1024) }
      : {}),
  }
}

function asAppError(error: FastifyError): AppError {
  if (error instanceof AppError) return error
  const ours = fastifyCodes[error.code]
  if (ours) return new AppError(ours, fastifyMessage(ours), { cause: error })
  const fault = databaseFault(error)
  if (fault && isCircuitOpen(error)) {
    return new AppError('circuit_breaker_open', 'Database temporarily unavailable', { cause: error })
  }
  if (fault === 'unavailable' || fault === 'query_timeout') {
    return new AppError('database_unavailable', 'Database temporarily unavailable', { cause: error })
  }
  if (fault === 'conflict')
    return new AppError('conflict', 'Somebody else changed this at the same moment; try again')
  if (fault === 'bad_input')
    return new AppError('validation_error', 'A value cannot be stored', { cause: error })
  if (addressCodes.has(error.code)) return unreadableAddress(error)
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
    return new AppError('validation_error', 'The request cannot be read', { cause: error })
  }
  return new AppError('internal', 'Something went wrong on our side; the request id helps us find it', {
    cause: error,
  })
}

function unreadableAddress(cause: FastifyError): AppError {
  const message = 'cannot be read: a part of it is too long or not escaped UTF-8'
  return new AppError('validation_error', `"path" ${message}`, {
    cause,
    fields: [{ field: 'path', message }],
  })
}

function fastifyMessage(code: ErrorCode): string {
  if (code === 'request_too_large') return 'The request body is too large'
  if (code === 'unsupported_media_type') return 'Send JSON (content-type: application/json)'
  return 'The body is not valid JSON'
}
