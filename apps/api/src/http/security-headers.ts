import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'

type Directives = Record<string, string[]>
type Headers = Record<string, string>

/** What the pages of the web app may do. */
const pageDirectives: Directives = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  // The component library writes style attributes.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
  'form-action': ["'self'"],
}

/** Answers of the API are data: a browser that shows one as a page may run and load nothing. */
const dataDirectives: Directives = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] }

const permissions = ['camera', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ')

/** The headers of pages, and those of data: answers of the API and of requests that nobody can read. */
export type SecurityHeaders = { readonly page: Headers; readonly data: Headers }

/**
 * The security headers of every answer, refused ones too, and `no-store` on those of the API.
 *
 * They are worked out once at start by helmet and then copied: run by its plugin for each request they cost about
 * 25 µs of CPU, as much as all the rest of a small answer; copied, 5 µs (autocannon, 20 connections).
 */
export async function makeSecurityHeaders({ isProduction }: Config): Promise<SecurityHeaders> {
  return {
    page: await headersOf(pageDirectives, true, isProduction),
    data: { ...(await headersOf(dataDirectives, false, isProduction)), 'cache-control': 'no-store' },
  }
}

export function setSecurityHeaders(fastify: FastifyInstance, { page, data }: SecurityHeaders): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.routeOptions.config.endpoint || isApiPath(request.url) ? data : page)
    done()
  })
}

/** True for addresses below `/api`, whether or not there is something. */
export function isApiPath(url: string): boolean {
  return /^\/api(?:[/?]|$)/.test(url)
}

async function headersOf(directives: Directives, isPage: boolean, isProduction: boolean): Promise<Headers> {
  const probe = Fastify()
  await probe.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    // TLS ends at the proxy in front of a production server; on a laptop the header would lock out http://localhost.
    strictTransportSecurity: isProduction ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    // An origin of our own has no neighbours, and answers of the API are no windows.
    originAgentCluster: false,
    crossOriginOpenerPolicy: isPage ? { policy: 'same-origin' } : false,
    xDnsPrefetchControl: false,
    // Only for browsers that are long gone.
    xDownloadOptions: false,
    xXssProtection: false,
    xPermittedCrossDomainPolicies: false,
  })
  probe.get('/', (_request, reply) => reply.send())
  const { headers } = await probe.inject('/')
  await probe.close()
  const notOurs = new Set(['content-length', 'date', 'connection'])
  const set = Object.entries(headers).filter(([name]) => !notOurs.has(name)) as [string, string][]
  return { ...Object.fromEntries(set), 'permissions-policy': permissions }
}
