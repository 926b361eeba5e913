import { allEndpoints } from '@leadglass/contracts/endpoint.ts'
import type { FastifyRequest } from 'fastify'
import { version } from '../version.ts'
import type { Api } from './api.ts'
import { prefixes } from './route.ts'
import type { WebApp } from './static-files.ts'

/** Who is asking for a page rather than for data. */
export function wantsPage(request: FastifyRequest): boolean {
  return /\btext\/html\b/.test(request.headers.accept ?? '')
}

/** Answers what this server is and what it offers (R017); a browser gets the web app at `/` instead, if there is one. */
export function indexRoutes({ fastify, deps }: Api, webApp: WebApp | null): void {
  const index = () => ({
    name: 'Leadglass',
    version,
    environment: deps.config.environment,
    documentation: { openapi: '/openapi.json', swagger_ui: '/docs', redoc: '/redoc' },
    health: '/health',
    prefixes,
    endpoints: allEndpoints().map(({ method, path, summary }) => ({
      method,
      path: `/api${path}`,
      summary,
    })),
  })
  for (const path of prefixes) fastify.get(path, async () => index())
  fastify.get('/', async (request, reply) => {
    reply.header('vary', 'accept')
    return webApp && wantsPage(request) ? webApp.sendPage(reply) : index()
  })
}
