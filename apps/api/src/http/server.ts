import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Config } from '../config.ts'
import { clientErrorAnswerer } from './client-error.ts'
import { readClientIps } from './client-ip.ts'
import { answerUnreadableAddress } from './error-handler.ts'
import type { SecurityHeaders } from './security-headers.ts'

const saneRequestId = /^[\w.:/-]{1,100}$/

type ServerOptions = {
  config: Config
  log: FastifyBaseLogger
  headers: SecurityHeaders
}

/** The bare server: what it accepts and how long it waits, before any route. */
export function createServer({ config, log, headers }: ServerOptions): FastifyInstance {
  const fastify = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // An address that cannot be read never reaches a hook.
    frameworkErrors: (error, request, reply) =>
      answerUnreadableAddress(error, request, reply.headers({ ...headers.data, 'x-request-id': request.id })),
    clientErrorHandler: clientErrorAnswerer(headers),
    // The proxy in front and no further: what stands before its entry in X-Forwarded-For the client says of itself.
    trustProxy: config.trustProxy && ((_address, hop) => hop === 0),
    bodyLimit: 1_048_576,
    ...timeoutsOf(config),
    // Keep-alive requests that arrive while closing are still answered, with `connection: close`.
    return503OnClosing: false,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && saneRequestId.test(given) ? given : randomUUID()
    },
    routerOptions: { maxParamLength: 200 },
  })
  readClientIps(fastify, config)
  return fastify
}

/**
 * Nobody holds a connection by sending slowly (R048): the head must have come within half of the time, all of the
 * request, an upload included, within the whole. What does not is answered with 408 (client-error.ts). Only a
 * connection on which nothing moves at all is cut without a word, later than either and than the longest answer.
 */
function timeoutsOf({ serverTimeoutMs, requestTimeoutMs }: Config) {
  const checkEveryMs = Math.min(5_000, serverTimeoutMs / 10)
  return {
    requestTimeout: serverTimeoutMs,
    // Above the 60 s after which proxies give an idle connection up: they must be the first.
    keepAliveTimeout: serverTimeoutMs,
    connectionTimeout: Math.max(serverTimeoutMs, requestTimeoutMs) + 2 * checkEveryMs,
    http: {
      headersTimeout: Math.min(60_000, serverTimeoutMs / 2),
      requestTimeout: serverTimeoutMs,
      connectionsCheckingInterval: checkEveryMs,
    },
  }
}
