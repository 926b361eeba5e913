import { allEndpoints } from '@leadglass/contracts/endpoint.ts'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../errors.ts'
import { wantsPage } from './api-index.ts'
import { sendError } from './error-handler.ts'
import { prefixes } from './route.ts'
import type { WebApp } from './static-files.ts'

/** Addresses that are never a page of the web app. */
const notPages = /^\/(api|health|livez|debug|docs|redoc|openapi\.json|assets)(\/|$)/

/** Every address without a route: a page of the web app, a wrong method (405), or nothing (404). */
export function answerUnknownAddresses(fastify: FastifyInstance, webApp: WebApp | null): void {
  fastify.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (webApp && isRead && wantsPage(request) && !notPages.test(path)) return webApp.sendPage(reply)
    const methods = methodsAt(path)
    if (methods.length === 0) {
      return sendError(new AppError('route_not_found', 'There is nothing at this address'), request, reply)
    }
    reply.header('allow', methods.join(', '))
    const message = `${request.method} is not possible here; ${methods.join(', ')} is`
    return sendError(new AppError('method_not_allowed', message), request, reply)
  })
}

/** The methods of the operations at an address, from the contracts. */
function methodsAt(path: string): string[] {
  const prefix = [...prefixes].reverse().find((start) => path.startsWith(`${start}/`))
  if (!prefix) return []
  const rest = path.slice(prefix.length)
  const found = allEndpoints().filter((endpoint) => patternOf(endpoint.path).test(rest))
  return [...new Set(found.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))]
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`)
}
