import { streamNotifications } from '@leadglass/contracts/notifications.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from './api.ts'

type Observers = Pick<Deps, 'metrics' | 'meter' | 'config'>

/** The client left before there was an answer; nginx's number for it. */
const clientClosedRequest = 499

/**
 * Counts every request for Prometheus and for the minutes of the system page, and warns of slow ones (R069, R070).
 * Stands before everything that may refuse, so that refusals count as well.
 */
export function observeRequests(fastify: FastifyInstance, observers: Observers): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const live = isLive(request)
    observers.metrics.requestStarted(live)
    // `onResponse` is not called when the client leaves, nor for answers that a handler writes itself.
    reply.raw.once('close', () => endRequest(request, reply, live, observers))
    done()
  })
}

function endRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  isLive: boolean,
  { metrics, meter, config }: Observers,
): void {
  const { url, config: route } = request.routeOptions
  const milliseconds = reply.elapsedTime
  const answered = {
    method: request.method,
    route: url ?? '(none)',
    status: reply.raw.headersSent ? reply.raw.statusCode : clientClosedRequest,
    milliseconds,
    isStream: route.endpoint?.kind === 'stream',
  }
  metrics.requestEnded(answered, isLive)
  const isSlow = !answered.isStream && milliseconds > config.slowRequestMs
  meter.request(answered, isSlow ? request.id : null)
  if (!isSlow) return
  const { method, route: pattern, status: statusCode } = answered
  const duration = Math.round(milliseconds)
  request.log.warn({ method, route: pattern, statusCode, duration, requestId: request.id }, 'slow request')
}

function isLive(request: FastifyRequest): boolean {
  return request.routeOptions.config.endpoint?.name === streamNotifications.name
}
