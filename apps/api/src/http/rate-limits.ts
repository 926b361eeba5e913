import { createHash } from 'node:crypto'
import { refreshSession, register, signIn } from '@leadglass/contracts/auth.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'
import { readAccessToken } from './access-token.ts'
import type { Deps } from './api.ts'
import { callerAddress } from './caller-address.ts'
import { createRateCounter, mostWindows, type RateCounter, type RateWindow } from './rate-counter.ts'

/** Operations that try a secret. */
const authOperations = new Set([register.name, signIn.name, refreshSession.name])

/** How far the processes may be apart in what they count of one caller. */
const shareEveryMs = 1_000
/** A try of a secret waits this long to be counted by all; then this process counts it alone. */
const mostWaitMs = 2_000

/**
 * Two limits (R057, R086), shared by all processes through the database (decision 015): each user, or address without
 * a valid token, may make `max` requests in a window; each identity from one address may try a secret `authMax` times.
 * Health, documents and files have no limit: they are not operations. While the database is away each process counts
 * for itself, and nothing fails because of a limit.
 *
 * Registered before the sign-in guard, so that refused tokens count as well.
 */
export function limitRates(fastify: FastifyInstance, deps: Deps): void {
  const { rateLimit, secretKey } = deps.config
  const needs = { db: deps.db, secret: secretKey, windowMs: rateLimit.windowMs }
  const general = createRateCounter({ ...needs, kind: 'request', max: rateLimit.max })
  const secrets = createRateCounter({ ...needs, kind: 'secret', max: rateLimit.authMax })
  const touched = shareRegularly(fastify, general)

  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.routeOptions.config.endpoint) return done()
    const window = general.count(callerOf(request))
    // What was refused need not be told to others, nor what would fill the memory while the database is away.
    if (window.shared + window.unshared <= general.max && touched.size < mostWindows) touched.add(window)
    done(verdict(general, window, reply))
  })
  // After parsing, because the identity stands in the body; before anything is hashed.
  fastify.addHook('onRoute', (route) => {
    if (!authOperations.has(route.config?.endpoint?.name ?? '')) return
    const others = route.preHandler ? [route.preHandler].flat() : []
    route.preHandler = [(request, reply) => countTry(secrets, request, reply), ...others]
  })
}

/** Every try is told to the others before it is made: the limit is exact, however many processes there are. */
async function countTry(secrets: RateCounter, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const window = secrets.count(triedIdentityOf(request))
  if (window.shared < secrets.max) {
    await secrets.share([window], AbortSignal.timeout(mostWaitMs)).catch((error: unknown) => {
      request.log.debug({ err: error }, 'this process counts for itself')
    })
  }
  const refusal = verdict(secrets, window, reply)
  if (refusal) throw refusal
}

/** Costs a request nothing but a number in memory: what came together goes out in one statement, off the hot path. */
function shareRegularly(fastify: FastifyInstance, counter: RateCounter): Set<RateWindow> {
  const touched = new Set<RateWindow>()
  let running: Promise<void> | undefined
  const share = async () => {
    const windows = [...touched]
    touched.clear()
    try {
      await counter.share(windows)
    } catch (error) {
      fastify.log.debug({ err: error }, 'rate limits are not shared: the database does not answer')
      for (const window of windows) if (window.endsAt > Date.now()) touched.add(window)
    }
  }
  const timer = setInterval(() => {
    running ??= share().finally(() => {
      running = undefined
    })
  }, shareEveryMs)
  timer.unref()
  fastify.addHook('onClose', async () => {
    clearInterval(timer)
    await running
  })
  return touched
}

/** Says on the answer how much is left; an error where nothing is. */
function verdict({ max }: RateCounter, window: RateWindow, reply: FastifyReply): AppError | undefined {
  const count = window.shared + window.unshared
  const seconds = Math.max(1, Math.ceil((window.endsAt - Date.now()) / 1000))
  reply
    .header('x-ratelimit-limit', max)
    .header('x-ratelimit-remaining', Math.max(0, max - count))
    .header('x-ratelimit-reset', seconds)
  if (count <= max) return undefined
  reply.header('retry-after', seconds)
  return new AppError('rate_limited', `Too many requests; try again in ${seconds} seconds`)
}

function callerOf(request: FastifyRequest): string {
  if (request.headers.authorization === undefined) return callerAddress(request.clientIp)
  try {
    return readAccessToken(request).sub
  } catch {
    return callerAddress(request.clientIp)
  }
}

/** An address and who it claims to be: neither locks out everybody behind one address, nor one user everywhere. */
function triedIdentityOf(request: FastifyRequest): string {
  const body = (request.body ?? {}) as Record<string, unknown>
  const claims = [body.identifier, body.email, body.username, body.refreshToken, body.refresh_token]
  // Not checked yet: only a text is one, and an object may have a `toString` that cannot be called.
  const claimed = claims.find((claim) => typeof claim === 'string') ?? ''
  const identity = claimed.trim().toLowerCase()
  return `${callerAddress(request.clientIp)} ${createHash('sha256').update(identity).digest('base64url')}`
}
