import { createHash } from 'node:crypto'
import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import { refreshSession, register, signIn } from '@leadglass/contracts/auth.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import { readAccessToken } from './access-token.ts'

/** Counters that are kept at once; the least recently used go first. */
const cache = 50_000

/** Operations that try a secret. */
const authOperations = new Set([register.name, signIn.name, refreshSession.name])

type Limiter = ReturnType<FastifyInstance['createRateLimit']>

/**
 * Two limits (R057): each user, or address without a valid token, may make `max` requests in a window; each identity
 * from one address may try a secret `authMax` times. Health, documents and files have no limit: they are not
 * operations. The counters live in this process.
 *
 * Registered before the sign-in guard, so that refused tokens count as well.
 */
export async function limitRates(fastify: FastifyInstance, config: Config): Promise<void> {
  const { windowMs: timeWindow, max, authMax } = config.rateLimit
  await fastify.register(rateLimit, { global: false, cache })
  const general = fastify.createRateLimit({ max, timeWindow, keyGenerator: callerOf })
  const secrets = fastify.createRateLimit({ max: authMax, timeWindow, keyGenerator: triedIdentityOf })

  fastify.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.endpoint) await count(general, request, reply)
  })
  // After parsing, because the identity stands in the body.
  fastify.addHook('onRoute', (route) => {
    if (!authOperations.has(route.config?.endpoint?.name ?? '')) return
    const others = route.preHandler ? [route.preHandler].flat() : []
    route.preHandler = [(request, reply) => count(secrets, request, reply), ...others]
  })
}

async function count(limiter: Limiter, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const state = await limiter(request)
  if (state.isAllowed) return
  reply
    .header('x-ratelimit-limit', state.max)
    .header('x-ratelimit-remaining', state.remaining)
    .header('x-ratelimit-reset', state.ttlInSeconds)
  if (!state.isExceeded) return
  reply.header('retry-after', state.ttlInSeconds)
  throw new AppError('rate_limited', `Too many requests; try again in ${state.ttlInSeconds} seconds`)
}

function callerOf(request: FastifyRequest): string {
  if (request.headers.authorization === undefined) return addressOf(request)
  try {
    return readAccessToken(request).sub
  } catch {
    return addressOf(request)
  }
}

/** An address and who it claims to be: neither locks out everybody behind one address, nor one user everywhere. */
function triedIdentityOf(request: FastifyRequest): string {
  const body = (request.body ?? {}) as Record<string, unknown>
  const claims = [body.identifier, body.email, body.username, body.refreshToken, body.refresh_token]
  // Not checked yet: only a text is one, and an object may have a `toString` that cannot be called.
  const claimed = claims.find((claim) => typeof claim === 'string') ?? ''
  const identity = claimed.trim().toLowerCase()
  return `${addressOf(request)} ${createHash('sha256').update(identity).digest('base64url')}`
}

/** One IPv6 network of a customer counts as one address. */
function addressOf(request: FastifyRequest): string {
  return normalizeIP(request.ip)
}
