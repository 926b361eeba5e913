import type { Role } from '@leadglass/contracts/auth.ts'
import type { FastifyBaseLogger } from 'fastify'
import pino from 'pino'
import supertest from 'supertest'
import { onTestFinished } from 'vitest'
import { type AppOptions, buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { connect } from '../src/db/db.ts'
import { signAccessToken } from '../src/http/access-token.ts'
import type { Api } from '../src/http/api.ts'
import { jobTimes } from '../src/jobs/queue/job-claim.ts'
import { jobHandlers } from '../src/jobs/queue/job-handlers.ts'
import type { JobSurroundings } from '../src/jobs/queue/run-job.ts'
import { createMailer } from '../src/mail/mailer.ts'
import { ensureActiveModel } from '../src/scoring/ensure-active-model.ts'
import { createServiceMeter, type ServiceMeter } from '../src/system/service-meter.ts'
import { createFactories, type Factories, type TestUser } from './factories.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
export type CallOptions = { as?: TestUser; body?: unknown; query?: Record<string, string> }

export type TestApi = {
  /** One request over HTTP, e.g. `call('post', '/api/leads', { as: dana, body })`. */
  call(method: Method, path: string, options?: CallOptions): supertest.Test
  /** For raw requests: broken JSON, odd headers, streams. */
  request: ReturnType<typeof supertest>
  baseUrl: string
  /** Makes rows of known content; each test names its people and leads. */
  build: Factories
  /** The bearer token of a user, signed in without the cost of a password check. */
  tokenOf(user: TestUser): Promise<string>
  /** A bearer token that says this, whether or not it is so. */
  signed(actor: { id: string; sessionId: string; role?: Role }): string
  /** The database, to look at the state after a call. */
  db: ReturnType<typeof connect>
  database: TestDatabase
  /** What the server counts by the minute. */
  meter: ServiceMeter
  /** What background jobs would run with; run-jobs.ts runs them. */
  jobs: JobSurroundings
  close(): Promise<void>
}

export type TestApiOptions = {
  env?: Record<string, string>
  clock?: () => Date
  heartbeatMs?: number
  alertTimes?: AppOptions['alertTimes']
  /** Where the log goes; nowhere unless a test wants to read it. */
  log?: FastifyBaseLogger
  /** Routes beside those of the product, e.g. a slow one. */
  addRoutes?: (api: Api) => void
  readiness?: AppOptions['readiness']
  /** Serves the database of another server, as a second process would. */
  beside?: TestApi
}

/**
 * A listening server over a database of its own (a clone of the migrated template). Call it in `beforeAll` and
 * `close()` in `afterAll`; inside a test it closes itself.
 */
export async function testApi(options: TestApiOptions = {}): Promise<TestApi> {
  const database = options.beside?.database ?? (await createTestDatabase())
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    SECRET_KEY: 'a-secret-of-the-tests-0123456789abcdef',
    HOST: '127.0.0.1',
    RATE_LIMIT_MAX_REQUESTS: '1000000',
    AUTH_RATE_LIMIT_MAX_REQUESTS: '1000000',
    ...options.env,
  })
  const db = connect({ url: database.url, max: 10, onIdleError: () => {} })
  await ensureActiveModel(db)
  const log = options.log ?? pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' })
  const meter = createServiceMeter(options.clock ?? (() => new Date()))
  const mailer = createMailer(config.smtp, log)
  const app = await buildApp({
    config,
    db,
    log,
    meter,
    mailer,
    checkAnswers: true,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.addRoutes ? { addRoutes: options.addRoutes } : {}),
    ...(options.readiness ? { readiness: options.readiness } : {}),
    alertTimes: options.alertTimes,
    ...(options.heartbeatMs ? { heartbeatMs: options.heartbeatMs } : {}),
  })
  const baseUrl = await app.listen({ host: '127.0.0.1', port: 0 })
  const build = createFactories(db)
  const tokens = new Map<string, Promise<string>>()
  const tokenOf = (user: TestUser) => {
    const known =
      tokens.get(user.id) ??
      build.session(user).then((session) => signAccessToken(app, { ...session, role: user.role }))
    tokens.set(user.id, known)
    return known
  }
  const close = async () => {
    await app.close()
    await db.close()
    if (!options.beside) await database.drop()
  }
  const call = callWith(baseUrl, tokenOf)
  const jobs: JobSurroundings = {
    ...{ db, log, times: jobTimes, clock: options.clock ?? (() => new Date()) },
    databaseUrl: database.url,
    handlers: jobHandlers({ mailer, config }),
  }
  const signed = (actor: Parameters<typeof signAccessToken>[1]) => signAccessToken(app, actor)
  const shared = { call, signed, meter, baseUrl, build, tokenOf, db, database, jobs, close }
  return { ...shared, request: supertest(baseUrl) }
}

function callWith(baseUrl: string, tokenOf: (user: TestUser) => Promise<string>) {
  return (method: Method, path: string, { as, body, query }: CallOptions = {}) => {
    const test = supertest(baseUrl)[method](path)
    if (query) test.query(query)
    if (!as) return body === undefined ? test : test.send(body as object)
    return withToken(test, tokenOf(as), body)
  }
}

/** supertest starts a request when it is awaited, so the token can be awaited just before. */
function withToken(test: supertest.Test, token: Promise<string>, body: unknown): supertest.Test {
  const start = test.then.bind(test)
  // biome-ignore lint/suspicious/noThenProperty: the request waits for its token
  test.then = ((resolve: never, reject: never) =>
    token.then((text) => {
      test.set('authorization', `Bearer ${text}`)
      if (body !== undefined) test.send(body as object)
      return start(resolve, reject)
    })) as typeof test.then
  return test
}

/** Like `testApi`, for one test alone. */
export async function ownTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const api = await testApi(options)
  onTestFinished(() => api.close())
  return api
}

export const roleNames: readonly Role[] = ['admin', 'manager', 'sales_rep']
