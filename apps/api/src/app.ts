import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { activityRoutes } from './activities/activity-routes.ts'
import { assignmentRoutes } from './assignments/assignment-routes.ts'
import { auditRoutes } from './audit/audit-routes.ts'
import { createRefusalLog } from './audit/refusal-log.ts'
import { authRoutes } from './auth/auth-routes.ts'
import { createSessionCache, type SessionCache } from './auth/session-cache.ts'
import { createCache } from './cache/cache.ts'
import { noticesThrough } from './cache/notices.ts'
import type { Config } from './config.ts'
import type { Database } from './db/db.ts'
import { createListener, type Listener } from './db/listener.ts'
import { healthRoutes } from './health/health-routes.ts'
import { registerAccessTokens } from './http/access-token.ts'
import type { Api, Deps } from './http/api.ts'
import { indexRoutes } from './http/api-index.ts'
import { docsRoutes } from './http/docs-routes.ts'
import { setErrorHandling } from './http/error-handler.ts'
import { parseJsonStrictly } from './http/json-body.ts'
import { answerUnknownAddresses } from './http/not-found.ts'
import { observeRequests } from './http/observe-requests.ts'
import { alreadyReady, type Readiness } from './http/readiness.ts'
import { createRequestLoad } from './http/request-load.ts'
import { logRequests } from './http/request-log.ts'
import { listRoutes } from './http/route-list.ts'
import { secure } from './http/security.ts'
import { makeSecurityHeaders } from './http/security-headers.ts'
import { createServer } from './http/server.ts'
import { guardSignIn } from './http/sign-in-guard.ts'
import { serveWebApp } from './http/static-files.ts'
import { importRoutes } from './imports/import-routes.ts'
import { insightRoutes } from './insights/insight-routes.ts'
import { openInsightWriter } from './insights/open-insight-writer.ts'
import type { Loops } from './jobs/loops.ts'
import { jobRoutes } from './jobs/queue/job-routes.ts'
import type { JobRunner } from './jobs/queue/job-runner.ts'
import { leadRoutes } from './leads/lead-routes.ts'
import { learningRoutes } from './learning/learning-routes.ts'
import { createMailer, type Mailer } from './mail/mailer.ts'
import { createMetrics, type Metrics } from './metrics/metrics.ts'
import { metricsRoutes } from './metrics/metrics-routes.ts'
import { noteRoutes } from './notes/note-routes.ts'
import { createLiveStreams } from './notifications/live-streams.ts'
import { notificationRoutes } from './notifications/notification-routes.ts'
import { cardGroup } from './report-card/measured-card.ts'
import { reportCardRoutes } from './report-card/report-card-routes.ts'
import { ruleLabRoutes } from './rule-lab/rule-lab-routes.ts'
import { forgetActiveModel } from './scoring/active-model.ts'
import { scoringRoutes } from './scoring/scoring-routes.ts'
import { type ObservationOptions, openObservation } from './system/open-observation.ts'
import { createServiceMeter, type ServiceMeter } from './system/service-meter.ts'
import { systemRoutes } from './system/system-routes.ts'
import { userRoutes } from './users/user-routes.ts'
import { verdictRoutes } from './verdicts/verdict-routes.ts'
import { workQueueRoutes } from './work-queue/work-queue-routes.ts'

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
  loops?: Loops
  jobs?: JobRunner
  mailer?: Mailer
  /** Given where the server listens before its database has its tables. */
  readiness?: Readiness
  /** Whether this process is the first of those that share the port. */
  isFirst?: ObservationOptions['isFirst']
  alertTimes?: ObservationOptions['alertTimes'] | undefined
  checkAnswers?: boolean
  heartbeatMs?: number
  /** Routes beside those of the product, for tests of what holds for all. */
  addRoutes?: (api: Api) => void
}

/** Builds the server without listening. This is the table of contents: plugins, then every feature in order. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { config } = options
  const headers = await makeSecurityHeaders(config)
  const fastify = createServer({ config, log: options.log, headers })
  const deps = makeDeps(options, listRoutes(fastify))
  parseJsonStrictly(fastify)
  setErrorHandling(fastify, deps)
  logRequests(fastify)
  observeRequests(fastify, deps)
  await registerAccessTokens(fastify, config)
  await secure(fastify, deps, headers)
  guardSignIn(fastify, deps)
  listenWhileOpen(fastify, deps)

  const api: Api = { fastify, deps }
  authRoutes(api)
  userRoutes(api)
  leadRoutes(api)
  importRoutes(api)
  activityRoutes(api)
  scoringRoutes(api)
  insightRoutes(api)
  ruleLabRoutes(api)
  learningRoutes(api)
  verdictRoutes(api)
  reportCardRoutes(api)
  assignmentRoutes(api)
  workQueueRoutes(api)
  noteRoutes(api)
  notificationRoutes(api)
  auditRoutes(api)
  systemRoutes(api)
  jobRoutes(api)

  options.addRoutes?.(api)

  healthRoutes(api)
  metricsRoutes(api)
  docsRoutes(api)
  const webApp = await serveWebApp(fastify, config)
  indexRoutes(api, webApp)
  answerUnknownAddresses(fastify, webApp)
  return fastify
}

function makeDeps(options: AppOptions, routes: Deps['routes']): Deps {
  const { config, db, log } = options
  const clock = options.clock ?? (() => new Date())
  const metrics = options.metrics ?? createMetrics()
  const meter = options.meter ?? createServiceMeter(clock)
  const mailer = options.mailer ?? createMailer(config.smtp, log)
  const { loops = null, jobs = null } = options
  const { isFirst, alertTimes } = options
  const observed = { config, db, log, clock, metrics, meter, mailer, loops }
  const listener = createListener({ url: config.database.url, log, watch: db.watch })
  const heartbeatMs = options.heartbeatMs ?? 15_000
  const sessions = createSessionCache(db, clock)
  // Before the streams listen: they ask the cache whose session is over.
  forgetEndedSessions(listener, sessions)
  return {
    config,
    db,
    clock,
    sessions,
    refusals: createRefusalLog(db, log),
    metrics,
    scrape: options.scrape ?? metrics.text,
    meter,
    observation: openObservation({ ...observed, isFirst, alertTimes }),
    load: createRequestLoad(config.maxRequestsInFlight),
    checkAnswers: options.checkAnswers ?? false,
    listener,
    streams: createLiveStreams({
      ...{ db, listener, clock, heartbeatMs, log },
      findActor: sessions.findActor,
      onSent: metrics.notificationsSent,
    }),
    cache: createCache({
      url: config.redisUrl,
      namespace: config.database.url,
      log,
      notices: noticesThrough(db, listener),
    }),
    loops,
    jobs,
    mailer,
    insightWriter: openInsightWriter({ config, db, clock, log }),
    readiness: options.readiness ?? alreadyReady(),
    routes,
    heartbeatMs,
  }
}

/** A session that ends in one process ends in all. */
function forgetEndedSessions(listener: Listener, sessions: SessionCache): void {
  listener.on('session_ended', (ended) => {
    if (ended.startsWith('user:')) sessions.forgetUser(ended.slice('user:'.length))
    else sessions.forget(ended)
  })
}

/** A loop that somebody asks for runs where it is led; a version that somebody publishes is in force everywhere. */
function listenWhileOpen(fastify: FastifyInstance, deps: Deps): void {
  const { db, listener, cache, mailer, insightWriter, loops, jobs, observation } = deps
  listener.on('loop_run', (name) => loops?.runNow(name))
  listener.on('job_queued', () => jobs?.wake())
  listener.on('job_cancelled', (id) => jobs?.cancel(id))
  listener.on('model_published', () => forgetActiveModel(db))
  listener.onConnect(() => forgetActiveModel(db))
  listener.on('judged_outcomes', () => cache.invalidate(cardGroup))
  fastify.addHook('onReady', async () => {
    listener.start()
    observation.start()
  })
  fastify.addHook('onClose', async () => {
    await observation.close()
    cache.close()
    mailer.close()
    insightWriter?.close()
    await listener.close()
  })
}
