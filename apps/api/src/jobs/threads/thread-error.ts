import type { ErrorCode } from '@leadglass/contracts/errors.ts'
import { AppError, statusOf } from '../../errors.ts'
import type { SentError } from './thread-messages.ts'

/** An error that a thread threw: its name, code and stack are those of the thread. */
class ThreadError extends Error {
  readonly code: string | undefined

  constructor({ name, message, stack, code, cause }: SentError) {
    super(message, { cause: cause && new ThreadError(cause) })
    this.name = name
    this.code = code
    if (stack) this.stack = stack
  }
}

/** The error as the thread threw it; an `AppError` is one again. */
export function receivedError(sent: SentError): Error {
  if (sent.name !== 'AppError' || !isErrorCode(sent.code)) return new ThreadError(sent)
  const error = new AppError(sent.code, sent.message)
  if (sent.stack) error.stack = sent.stack
  return error
}

function isErrorCode(code: string | undefined): code is ErrorCode {
  return code !== undefined && code in statusOf
}
