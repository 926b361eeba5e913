import type { FastifyRequest } from 'fastify'
import type { Origin } from '../context.ts'

/** Where a request comes from. Node refuses control characters in headers, so what is cut is all that is to be done. */
export function originOfRequest(request: FastifyRequest): Origin {
  return {
    ip: request.clientIp,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
    requestId: request.id,
  }
}
