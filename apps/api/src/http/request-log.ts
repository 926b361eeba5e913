import type { FastifyInstance } from 'fastify'

/** One line per request (R067), and its id on every answer (R060). */
export function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  fastify.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        path: request.url.split('?')[0],
        statusCode: reply.statusCode,
        duration: Math.round(reply.elapsedTime * 10) / 10,
        requestId: request.id,
        ...(request.ctx && 'actor' in request.ctx ? { userId: request.ctx.actor.id } : {}),
        ip: request.clientIp,
        httpVersion: request.raw.httpVersion,
      },
      'request',
    )
    done()
  })
}
