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
    // Read once: it is put together anew at each look.
    const { url = '(none)', config } = request.routeOptions
    const route = {
      url,
      isStream: config.endpoint?.kind === 'stream',
      isLive: config.endpoint?.name === streamNotifications.name,
    }
    observers.metrics.requestStarted(route.isLive)
    // `onResponse` is not called when the client leaves, nor for answers that a handler writes itself.
    reply.raw.once('close', () => endRequest(request, reply, route, observers))
    done()
  })
}

type Route = { url: string; isStream: boolean; isLive: boolean }

function endRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  { url, isStream, isLive }: Route,
  { metrics, meter, config }: Observers,
): void {
  const milliseconds = reply.elapsedTime
  const answered = {
    method: request.method,
    route: url,
    status: reply.raw.headersSent ? reply.raw.statusCode : clientClosedRequest,
    milliseconds,
    isStream,
  }
  metrics.requestEnded(answered, isLive)
  const isSlow = !isStream && milliseconds > config.slowRequestMs
  meter.request(answered, isSlow ? request.id : null)
  if (!isSlow) return
  const { method, route, status: statusCode } = answered
  const duration = Math.round(milliseconds)
  request.log.warn({ method, route, statusCode, duration, requestId: request.id }, 'slow request')
}
