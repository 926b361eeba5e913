import type { Api } from '../http/api.ts'
import { refuseStrangers } from '../http/debug-access.ts'
import { metricsContentType } from './metrics.ts'

/** For Prometheus: outside the contracts, without a sign-in, and never in need of the database (R070). */
export function metricsRoutes({ fastify, deps: { config, scrape } }: Api): void {
  fastify.get('/metrics', async (request, reply) => {
    refuseStrangers(request, config)
    reply.header('content-type', metricsContentType).header('cache-control', 'no-store')
    return scrape()
  })
}
