import type { FastifyInstance } from 'fastify'
import type { Deps } from './api.ts'
import { allowOrigins } from './cors.ts'
import { limitRates } from './rate-limits.ts'
import { capRequestsInFlight } from './request-load.ts'
import { type SecurityHeaders, setSecurityHeaders } from './security-headers.ts'

/**
 * Everything that stands before the sign-in guard. The headers come first, so that every refusal has them. Needs the
 * access tokens, to know whose request it counts.
 */
export async function secure(fastify: FastifyInstance, deps: Deps, headers: SecurityHeaders): Promise<void> {
  setSecurityHeaders(fastify, headers)
  await allowOrigins(fastify, deps.config)
  capRequestsInFlight(fastify, deps.load)
  limitRates(fastify, deps)
}
