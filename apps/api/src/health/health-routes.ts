import type { Api } from '../http/api.ts'
import { refuseStrangers } from '../http/debug-access.ts'
import { createHealthCheck } from './check-health.ts'
import { describeDatabaseUrl } from './describe-database-url.ts'
import { presentHealth, presentLiveness } from './health-presenter.ts'

/**
 * For operators and orchestrators: outside the contracts, without a sign-in, and never in need of the database.
 * The circuit breaker of R002 and R004 is not reported, because there is none yet.
 */
export function healthRoutes({ fastify, deps: { config, db } }: Api): void {
  const checkHealth = createHealthCheck(config, db, fastify.log)

  fastify.get('/health', async (_request, reply) => {
    const health = await checkHealth()
    reply.code(health.diagnosis ? 503 : 200).header('cache-control', 'no-store')
    return presentHealth(health, config, db)
  })

  for (const path of ['/health/live', '/livez']) {
    fastify.get(path, async (_request, reply) => {
      reply.header('cache-control', 'no-store')
      return presentLiveness()
    })
  }

  fastify.get('/debug/database-url', async (request, reply) => {
    refuseStrangers(request, config)
    reply.header('cache-control', 'no-store')
    return describeDatabaseUrl(config)
  })
}
