import { randomUUID } from 'node:crypto'
import jwt from '@fastify/jwt'
import { type Actor, roles } from '@leadglass/contracts/auth.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'

const claims = z.object({
  typ: z.literal('access'),
  sub: z.uuid(),
  sid: z.uuid(),
  exp: z.number(),
  iat: z.number(),
  jti: z.string(),
  // The role at the time of signing. Rights come from the session; this one counts only where the database must not be
  // asked (debug-access.ts).
  role: z.enum(roles).optional().catch(undefined),
})
type AccessClaims = z.infer<typeof claims>

/**
 * The claims of tokens that were verified, by header and server, until they expire. Each request needs them twice,
 * to be counted and to be let in; verifying costs about 15 µs, which is a third of a small answer.
 */
const verified = new WeakMap<FastifyInstance, LRUCache<string, AccessClaims>>()

/** HS256 and nothing else (R082). */
export async function registerAccessTokens(fastify: FastifyInstance, config: Config): Promise<void> {
  await fastify.register(jwt, {
    secret: config.secretKey,
    sign: { algorithm: 'HS256', expiresIn: `${config.accessTokenMinutes}m` },
    verify: { algorithms: ['HS256'], requiredClaims: ['exp', 'iat', 'sub', 'sid', 'typ'] },
  })
  verified.set(fastify, new LRUCache({ max: 10_000 }))
}

/** Signs the short-lived token that carries a session. */
export function signAccessToken(
  fastify: FastifyInstance,
  { id, sessionId, role }: Pick<Actor, 'id' | 'sessionId'> & Partial<Pick<Actor, 'role'>>,
): string {
  const holder = { sub: id, sid: sessionId, ...(role ? { role } : {}) }
  return fastify.jwt.sign({ typ: 'access', ...holder, jti: randomUUID() })
}

/** Reads the bearer token of a request. Every kind of broken token is a 401, never a 500 (R054). */
export function readAccessToken(request: FastifyRequest): AccessClaims {
  const header = request.headers.authorization
  if (!header) throw new AppError('token_missing', 'Send the access token as "Authorization: Bearer …"')
  const known = verified.get(request.server)
  const held = known?.get(header)
  if (held && held.exp * 1000 > Date.now()) return held
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header) ?? []
  if (!token) throw new AppError('token_invalid', 'The Authorization header is not "Bearer <token>"')
  const parsed = claims.safeParse(verify(request, token))
  if (!parsed.success) throw new AppError('token_invalid', 'The token is not an access token')
  known?.set(header, parsed.data)
  return parsed.data
}

function verify(request: FastifyRequest, token: string): unknown {
  try {
    return request.server.jwt.verify(token)
  } catch (error) {
    if ((error as { code?: string }).code === 'FAST_JWT_EXPIRED') {
      throw new AppError('token_expired', 'The access token has expired; refresh it', { cause: error })
    }
    throw new AppError('token_invalid', 'The token is not valid', { cause: error })
  }
}
