import { randomUUID } from 'node:crypto'
import jwt from '@fastify/jwt'
import type { Actor } from '@leadglass/contracts/auth.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
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
})
type AccessClaims = z.infer<typeof claims>

/** HS256 and nothing else; `cache` keeps verified tokens until they expire (R082). */
export async function registerAccessTokens(fastify: FastifyInstance, config: Config): Promise<void> {
  await fastify.register(jwt, {
    secret: config.secretKey,
    sign: { algorithm: 'HS256', expiresIn: `${config.accessTokenMinutes}m` },
    verify: { algorithms: ['HS256'], requiredClaims: ['exp', 'iat', 'sub', 'sid', 'typ'], cache: 5000 },
  })
}

/** Signs the short-lived token that carries a session. */
export function signAccessToken(fastify: FastifyInstance, actor: Pick<Actor, 'id' | 'sessionId'>): string {
  return fastify.jwt.sign({ typ: 'access', sub: actor.id, sid: actor.sessionId, jti: randomUUID() })
}

/** Reads the bearer token of a request. Every kind of broken token is a 401, never a 500 (R054). */
export function readAccessToken(request: FastifyRequest): AccessClaims {
  const header = request.headers.authorization
  if (!header) throw new AppError('token_missing', 'Send the access token as "Authorization: Bearer …"')
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header) ?? []
  if (!token) throw new AppError('token_invalid', 'The Authorization header is not "Bearer <token>"')
  const parsed = claims.safeParse(verify(request, token))
  if (!parsed.success) throw new AppError('token_invalid', 'The token is not an access token')
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
