import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { authRoutes } from './auth/auth-routes.ts'
import { createSessionCache, type SessionCache } from './auth/session-cache.ts'
import type { Config } from './config.ts'
import type { Database } from './db/db.ts'
import { registerAccessTokens } from './http/access-token.ts'
import type { Api } from './http/api.ts'
import { setErrorHandling } from './http/error-handler.ts'
import { parseJsonStrictly } from './http/json-body.ts'
import { logRequests } from './http/request-log.ts'
import { guardSignIn } from './http/sign-in-guard.ts'
import { leadRoutes } from './leads/lead-routes.ts'

export type Deps = {
  readonly config: Config
  readonly db: Database
  readonly clock: () => Date
  readonly sessions: SessionCache
  /** Hold every answer against its contract (tests). */
  readonly checkAnswers: boolean
}

export type AppOptions = {
  config: Config
  db: Database
  log: FastifyBaseLogger
  clock?: () => Date
  checkAnswers?: boolean
}

/** Builds the server without listening. This is the table of contents: plugins, then every feature in order. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { config, db } = options
  const clock = options.clock ?? (() => new Date())
  const deps: Deps = {
    config,
    db,
    clock,
    sessions: createSessionCache(db, clock),
    checkAnswers: options.checkAnswers ?? false,
  }
  const fastify = createServer(options)
  parseJsonStrictly(fastify)
  setErrorHandling(fastify)
  logRequests(fastify)
  await registerAccessTokens(fastify, config)
  guardSignIn(fastify, deps)

  const api: Api = { fastify, deps }
  authRoutes(api)
  leadRoutes(api)
  return fastify
}

const saneRequestId = /^[\w.:/-]{1,100}$/

function createServer({ config, log }: AppOptions): FastifyInstance {
  return Fastify({
    loggerInstance: log,
    disableRequestLogging: true,
    trustProxy: config.trustProxy,
    bodyLimit: 1_048_576,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    connectionTimeout: 120_000,
    // Keep-alive requests that arrive while closing are still answered, with `connection: close`.
    return503OnClosing: false,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && saneRequestId.test(given) ? given : randomUUID()
    },
    routerOptions: { maxParamLength: 200 },
  })
}
