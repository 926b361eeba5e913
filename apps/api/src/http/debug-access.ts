import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import { readAccessToken } from './access-token.ts'

type DebugAccess = Pick<Config, 'isProduction' | 'debugToken'>

/**
 * Who may see what the server is made of (R015): everybody outside production; in production the holder of DEBUG_TOKEN
 * (`X-Debug-Token`, or a bearer token) and an administrator. It must work while the database is away, so a token
 * counts by its signature alone: an administrator who was demoted or signed out keeps this sight, and only this, until
 * it expires.
 */
export function canDebug(request: FastifyRequest, { isProduction, debugToken }: DebugAccess): boolean {
  if (!isProduction || isDebugToken(request.headers['x-debug-token'], debugToken)) return true
  // Prometheus can send no header of ours, but a bearer token.
  const [, bearer] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
  return isDebugToken(bearer, debugToken) || isAdmin(request)
}

/** For others there is nothing at this address. */
export function refuseStrangers(request: FastifyRequest, access: DebugAccess): void {
  if (!canDebug(request, access)) throw new AppError('route_not_found', 'There is nothing at this address')
}

function isDebugToken(given: unknown, expected: string | undefined): boolean {
  if (!expected || typeof given !== 'string') return false
  return timingSafeEqual(digest(given), digest(expected))
}

/** Of equal length whatever is sent. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function isAdmin(request: FastifyRequest): boolean {
  if (!request.headers.authorization) return false
  try {
    return readAccessToken(request).role === 'admin'
  } catch {
    return false
  }
}
