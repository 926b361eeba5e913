import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { allowOrigins } from './cors.ts'
import { limitRates } from './rate-limits.ts'
import { setSecurityHeaders } from './security-headers.ts'

/** Everything that stands before the sign-in guard. Needs the access tokens, to know whose request it counts. */
export async function secure(fastify: FastifyInstance, config: Config): Promise<void> {
  await setSecurityHeaders(fastify, config)
  await allowOrigins(fastify, config)
  await limitRates(fastify, config)
}
