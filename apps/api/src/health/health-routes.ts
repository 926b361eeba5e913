import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api } from '../http/api.ts'
import { refuseStrangers } from '../http/debug-access.ts'
import { createHealthCheck } from './check-health.ts'
import { createServicesCheck } from './check-services.ts'
import { describeConfig } from './describe-config.ts'
import { describeDatabaseUrl } from './describe-database-url.ts'
import { type HealthReport, presentHealth, presentLiveness, presentServices } from './health-presenter.ts'
import { healthSources } from './health-sources.ts'
import { prefersPage } from './prefers-page.ts'
import { statusPage } from './status-page.ts'
import { statusPagePolicy } from './status-page-style.ts'

/** For operators and orchestrators: outside the contracts, without a sign-in, and never in need of the database. */
export function healthRoutes(api: Api): void {
  const { fastify, deps } = api
  const checkHealth = createHealthCheck(healthSources(deps))
  const checkServices = createServicesCheck({ config: deps.config, checkHealth, mailer: deps.mailer })
  const report = async () => presentHealth(await checkHealth(), deps.config)

  fastify.get('/health', async (request, reply) => {
    const found = await report()
    answerWith(reply, found).header('vary', 'accept')
    return wantsPage(request) ? sendPage(request, reply, found) : found
  })
  fastify.get('/health/db', async (_request, reply) => {
    const found = await report()
    answerWith(reply, found)
    return { status: found.ready ? 'healthy' : 'degraded' }
  })
  for (const path of ['/api/health', '/api/v1/health']) {
    fastify.get(path, async (_request, reply) => {
      const found = await report()
      answerWith(reply, found)
      return presentServices(found)
    })
  }
  fastify.get('/health/full', async (_request, reply) => {
    const states = await checkServices()
    reply.code(states.database === 'ok' ? 200 : 503).header('cache-control', 'no-store')
    return states
  })
  for (const path of ['/health/live', '/livez']) {
    fastify.get(path, async (_request, reply) => {
      reply.header('cache-control', 'no-store')
      return presentLiveness(deps.clock())
    })
  }
  debugRoutes(api)
}

/** What the server is made of, for those who may see it (R014–R016). */
function debugRoutes({ fastify, deps: { config, routes } }: Api): void {
  const pages = {
    '/debug/database-url': () => describeDatabaseUrl(config),
    '/debug/config': () => describeConfig(config),
    '/debug/routes': () => ({ routes, total: routes.length, docs_enabled: true, redoc_enabled: true }),
  }
  for (const [path, describe] of Object.entries(pages)) {
    fastify.get(path, async (request, reply) => {
      refuseStrangers(request, config)
      reply.header('cache-control', 'no-store')
      return describe()
    })
  }
}

function answerWith(reply: FastifyReply, { ready }: HealthReport): FastifyReply {
  return reply.code(ready ? 200 : 503).header('cache-control', 'no-store')
}

function wantsPage(request: FastifyRequest): boolean {
  const { format } = request.query as { format?: unknown }
  return format !== 'json' && prefersPage(request.headers.accept)
}

/** A red page asks often, so that it turns green under the eyes of whoever mends it. */
function sendPage(request: FastifyRequest, reply: FastifyReply, found: HealthReport) {
  const refreshSeconds = found.status === 'ok' ? 15 : 5
  return reply
    .type('text/html; charset=utf-8')
    .header('refresh', refreshSeconds)
    .header('content-security-policy', statusPagePolicy)
    .send(statusPage(found, { requestId: request.id, refreshSeconds }))
}
