import type { FastifyInstance } from 'fastify'

/** An address of this server; `name` is that of the operation in the contracts, if it is one. */
export type ListedRoute = { path: string; methods: string[]; name: string | null }

/** Writes down every route that is registered from here on (R016). */
export function listRoutes(fastify: FastifyInstance): readonly ListedRoute[] {
  const routes: ListedRoute[] = []
  fastify.addHook('onRoute', ({ url, method, config }) => {
    const name = config?.endpoint?.name ?? null
    const methods = [method].flat()
    // HEAD comes as a route of its own beside each GET.
    const known = routes.find((route) => route.path === url && route.name === name)
    if (known) known.methods.push(...methods)
    else routes.push({ path: url, methods, name })
  })
  return routes
}
