import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'

/** Where development servers of web pages listen: Vite, its preview, and what others use. */
const developmentPorts = [3000, 4173, 5173, 8080]

/**
 * Lets pages of the allowed origins call the API, and no others (ASVS 3.4.2): a stranger gets no header at all. The
 * web app comes from this server and needs none of it. The headers are set before anything can fail, so that pages can
 * read refusals too (R064).
 */
export async function allowOrigins(fastify: FastifyInstance, config: Config): Promise<void> {
  const origins = new Set(config.allowedOrigins.length > 0 ? config.allowedOrigins : fallbackOrigins(config))
  if (config.allowedOrigins.length === 0) {
    fastify.log.warn({ origins: [...origins] }, 'ALLOWED_ORIGINS is not set; these origins may call the API')
  }
  if (origins.size === 0) return
  await fastify.register(cors, {
    origin: (origin, answer) => answer(null, origin !== undefined && origins.has(origin) ? origin : false),
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

/** Who may call when nobody has been named: the pages of this deployment, and outside production those of a laptop. */
export function fallbackOrigins({
  frontendUrl,
  publicDomain,
  isProduction,
}: Pick<Config, 'frontendUrl' | 'publicDomain' | 'isProduction'>): string[] {
  const named = [frontendUrl, publicDomain && `https://${publicDomain}`]
    .filter((url) => url !== undefined && URL.canParse(url))
    .map((url) => new URL(String(url)))
    .filter(({ protocol }) => protocol === 'https:' || protocol === 'http:')
    .map(({ origin }) => origin)
  const local = developmentPorts.flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`])
  return [...new Set([...named, ...(isProduction ? [] : local)])]
}
