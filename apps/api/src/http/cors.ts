import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'

/**
 * Lets pages of the configured origins call the API, and no others (ASVS 3.4.2). The web app comes from this server
 * and needs none of it. The headers are set before anything can fail, so that pages can read refusals too.
 */
export async function allowOrigins(fastify: FastifyInstance, config: Config): Promise<void> {
  if (config.allowedOrigins.length === 0) return
  await fastify.register(cors, {
    origin: config.allowedOrigins,
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'Last-Event-ID', 'X-Request-ID'],
    exposedHeaders: [
      'X-Request-ID',
      'X-RateLimit-Limit',
      'X-RateLimit-Remaining',
      'X-RateLimit-Reset',
      'Retry-After',
      'Content-Disposition',
    ],
    maxAge: 600,
    strictPreflight: false,
  })
}
