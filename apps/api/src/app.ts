import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { activityRoutes } from './activities/activity-routes.ts'
import { assignmentRoutes } from './assignments/assignment-routes.ts'
import { auditRoutes } from './audit/audit-routes.ts'
import { createRefusalLog } from './audit/refusal-log.ts'
import { authRoutes } from './auth/auth-routes.ts'
import { createSessionCache } from './auth/session-cache.ts'
import type { Config } from './config.ts'
import type { Database } from './db/db.ts'
import { createListener } from './db/listener.ts'
import { healthRoutes } from './health/health-routes.ts'
import { registerAccessTokens } from './http/access-token.ts'
import type { Api, Deps } from './http/api.ts'
import { indexRoutes } from './http/api-index.ts'
import { answerClientError } from './http/client-error.ts'
import { docsRoutes } from './http/docs-routes.ts'
import { answerError, setErrorHandling } from './http/error-handler.ts'
import { parseJsonStrictly } from './http/json-body.ts'
import { answerUnknownAddresses } from './http/not-found.ts'
import { observeRequests } from './http/observe-requests.ts'
import { logRequests } from './http/request-log.ts'
import { secure } from './http/security.ts'
import { guardSignIn } from './http/sign-in-guard.ts'
import { serveWebApp } from './http/static-files.ts'
import { importRoutes } from './imports/import-routes.ts'
import { leadRoutes } from './leads/lead-routes.ts'
import { createMetrics, type Metrics } from './metrics/metrics.ts'
import { metricsRoutes } from './metrics/metrics-routes.ts'
import { noteRoutes } from './notes/note-routes.ts'
import { notificationRoutes } from './notifications/notification-routes.ts'
import { scoringRoutes } from './scoring/scoring-routes.ts'
import { createServiceMeter, type ServiceMeter } from './system/service-meter.ts'
import { userRoutes } from './users/user-routes.ts'

export type AppOptions = {
  config: Config
  db: Database
  log: FastifyBaseLogger
  clock?: () => Date
  /** Made before the server where the database and the loops count as well. */
  metrics?: Metrics
  meter?: ServiceMeter
  /** Given where several processes share a port: the metrics of all of them. */
  scrape?: () => Promise<string>
  checkAnswers?: boolean
  heartbeatMs?: number
}

/** Builds the server without listening. This is the table of contents: plugins, then every feature in order. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { config, db } = options
  const clock = options.clock ?? (() => new Date())
  const metrics = options.metrics ?? createMetrics()
  const deps: Deps = {
    config,
    db,
    clock,
    sessions: createSessionCache(db, clock),
    refusals: createRefusalLog(db, options.log),
    metrics,
    scrape: options.scrape ?? metrics.text,
    meter: options.meter ?? createServiceMeter(clock),
    checkAnswers: options.checkAnswers ?? false,
    listener: createListener({ url: config.database.url, log: options.log }),
    heartbeatMs: options.heartbeatMs ?? 15_000,
  }
  const fastify = createServer(options)
  parseJsonStrictly(fastify)
  setErrorHandling(fastify, deps)
  logRequests(fastify)
  observeRequests(fastify, deps)
  await registerAccessTokens(fastify, config)
  await secure(fastify, config)
  guardSignIn(fastify, deps)
  listenWhileOpen(fastify, deps)

  const api: Api = { fastify, deps }
  authRoutes(api)
  userRoutes(api)
  leadRoutes(api)
  importRoutes(api)
  activityRoutes(api)
  scoringRoutes(api)
  assignmentRoutes(api)
  noteRoutes(api)
  notificationRoutes(api)
  auditRoutes(api)

  healthRoutes(api)
  metricsRoutes(api)
  docsRoutes(api)
  const webApp = await serveWebApp(fastify, config)
  indexRoutes(api, webApp)
  answerUnknownAddresses(fastify, webApp)
  return fastify
}

/** A session that ends in one process ends in all. */
function listenWhileOpen(fastify: FastifyInstance, { listener, sessions }: Deps): void {
  listener.on('session_ended', (ended) => {
    if (ended.startsWith('user:')) sessions.forgetUser(ended.slice('user:'.length))
    else sessions.forget(ended)
  })
  fastify.addHook('onReady', async () => listener.start())
  fastify.addHook('onClose', () => listener.close())
}

const saneRequestId = /^[\w.:/-]{1,100}$/

function createServer({ config, log }: AppOptions): FastifyInstance {
  return Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: answerError,
    clientErrorHandler: answerClientError,
    trustProxy: config.trustProxy,
    bodyLimit: 1_048_576,
    // The whole request, an upload included; a half-sent one is not held for ever.
    requestTimeout: 120_000,
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
