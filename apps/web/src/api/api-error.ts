import type { ErrorCode } from '@leadglass/contracts/errors.ts'

/** What can go wrong before the server answers, beside the codes that it answers with. */
export type ApiErrorType = ErrorCode | 'timeout' | 'offline' | 'unreachable' | 'unknown'

export type FieldMessages = Readonly<Record<string, string>>

type Details = {
  status: number
  type: ApiErrorType
  message: string
  fields?: FieldMessages
  requestId?: string | null
}

/** Every failed call as one kind of error. `message` is a sentence for a person. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly status: number
  readonly type: ApiErrorType
  /** First message of each refused field, for forms. */
  readonly fields: FieldMessages
  readonly requestId: string | null

  constructor({ status, type, message, fields = {}, requestId = null }: Details) {
    super(message)
    this.status = status
    this.type = type
    this.fields = fields
    this.requestId = requestId
  }
}

/** The database or the way to it is away; it comes back by itself. */
export function isOutage(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    (error.status === 503 || error.status === 502 || error.status === 504 || error.type === 'unreachable')
  )
}

const friendly: Partial<Record<number, string>> = {
  429: 'Too many requests at once. Wait a moment and try again.',
  500: 'Something went wrong on our side. Nothing was lost; try again, and report the request id if it stays.',
  502: 'Leadglass is temporarily unavailable. It tries again by itself.',
  503: 'Leadglass is temporarily unavailable. It tries again by itself.',
  504: 'The server took too long to answer. Try again.',
}

/** Turns an error answer, of ours or of a proxy on the way, into an ApiError. */
export async function errorFromResponse(response: Response): Promise<ApiError> {
  const body = await response.json().catch(() => null)
  const answer: Record<string, unknown> = typeof body === 'object' && body !== null ? body : {}
  const requestId =
    typeof answer.request_id === 'string' ? answer.request_id : response.headers.get('x-request-id')
  return new ApiError({
    status: response.status,
    type: typeof answer.type === 'string' ? (answer.type as ErrorCode) : 'unknown',
    message:
      friendly[response.status] ??
      (typeof answer.detail === 'string' ? answer.detail : `The server answered ${response.status}.`),
    fields: fieldMessages(answer.errors),
    requestId,
  })
}

function fieldMessages(errors: unknown): FieldMessages {
  const messages: Record<string, string> = {}
  if (!Array.isArray(errors)) return messages
  for (const { field, message } of errors as { field: string; message: string }[]) {
    messages[field] ??= message
  }
  return messages
}

/** The request got no answer: cut off by us, no network, or the server cannot be reached. */
export function errorWithoutResponse(cause: unknown): ApiError {
  const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError'
  if (isTimeout) {
    const message = 'The server did not answer within 30 seconds. Check the connection and try again.'
    return new ApiError({ status: 0, type: 'timeout', message })
  }
  if (!navigator.onLine) {
    return new ApiError({ status: 0, type: 'offline', message: 'You are offline. Check the connection.' })
  }
  const message = 'The server cannot be reached. It may be restarting; try again in a moment.'
  return new ApiError({ status: 0, type: 'unreachable', message })
}
