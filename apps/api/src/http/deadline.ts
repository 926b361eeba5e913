import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

/**
 * Aborts when the answer to a request takes too long (R047), or when nobody waits for it any more. What the request
 * asks of the database is then stopped there, its transaction is rolled back, and only after that comes the 504.
 *
 * The time for the answer begins when the request has come in as a whole; how long that may take is the server's own
 * timeout. A client that leaves stops a read only: of a write it may not know whether it was done, so it is done.
 */
export function answerSignal(request: FastifyRequest, reply: FastifyReply, timeoutMs: number): AbortSignal {
  const controller = new AbortController()
  const { raw } = request
  const timer = setTimeout(() => {
    if (raw.complete) controller.abort(tooLate(timeoutMs))
    else timer.refresh()
  }, timeoutMs)
  if (!raw.complete) raw.once('end', () => timer.refresh())
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  reply.raw.once('close', () => {
    clearTimeout(timer)
    if (isRead && !reply.raw.writableFinished) controller.abort(clientGone())
  })
  return controller.signal
}

function tooLate(timeoutMs: number): AppError {
  return new AppError(
    'request_timeout',
    `No answer within ${timeoutMs / 1000} seconds: the request was stopped and changed nothing`,
  )
}

function clientGone(): AppError {
  return new AppError('request_incomplete', 'The client left before the answer')
}
