import type { Access, Endpoint } from '@leadglass/contracts/endpoint.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context, PublicContext } from '../context.ts'
import { CircuitOpenError } from '../db/database-down-error.ts'
import type { Database } from '../db/db.ts'
import { databaseFault } from '../db/db-errors.ts'
import { AppError } from '../errors.ts'
import { readAccessToken } from './access-token.ts'
import type { Deps } from './api.ts'
import { answerSignal } from './deadline.ts'
import { originOfRequest } from './origin.ts'

declare module 'fastify' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be merged
  interface FastifyRequest {
    /** Set by the guard, read by `route`; nothing else touches it. */
    ctx: Context | PublicContext | null
  }
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be merged
  interface FastifyContextConfig {
    endpoint?: Endpoint
    /** A public operation that does more for somebody who is signed in. */
    readsActor?: boolean
    /** A read that answers while the database is away: then a token counts by its signature and the role in it. */
    answersWithoutDatabase?: boolean
  }
}

/** A worker that takes the place of another has looked at the tables within a tenth of this. */
const preparationMs = 2_000

/**
 * Runs before parsing and validation, so that a stranger learns nothing but 401. An operation without an `access`
 * does not compile; a route outside the contracts (health, documents, files) has no endpoint and no context.
 */
export function guardSignIn(fastify: FastifyInstance, deps: Deps): void {
  fastify.decorateRequest('ctx', null)
  fastify.addHook('onRequest', async (request, reply) => {
    const { endpoint, readsActor } = request.routeOptions.config
    if (!endpoint) return
    await refuseWithoutDatabase(request, deps)
    const open: PublicContext = {
      db: databaseOf(request, reply, endpoint, deps),
      now: deps.clock(),
      log: request.log,
      origin: originOfRequest(request),
    }
    const isAnonymous =
      endpoint.access === 'public' && !(readsActor && request.headers.authorization !== undefined)
    request.ctx = isAnonymous ? open : { ...open, actor: await actorOf(request, deps, open.db) }
    if ('actor' in request.ctx) refuseOtherRoles(endpoint.access, request.ctx.actor.role)
  })
}

/** What nobody can get now is refused before anybody is asked who he is: strangers learn no more, and wait no longer (R034). */
async function refuseWithoutDatabase(
  { routeOptions }: FastifyRequest,
  { db, readiness }: Deps,
): Promise<void> {
  if (routeOptions.config.answersWithoutDatabase) return
  if (db.breaker.isOpen) throw new CircuitOpenError('The database is away')
  // Before its migrations have run, statements would meet tables of another version.
  if (readiness.isReady || (await readiness.within(preparationMs))) return
  throw new AppError('database_unavailable', 'Database temporarily unavailable')
}

/** The database with the time that the answer may take. A stream has no such time: it is as long as its content. */
function databaseOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { kind }: Endpoint,
  { db, config }: Deps,
): Database {
  if (kind === 'stream') return db
  return db.within(answerSignal(request, reply, config.requestTimeoutMs), request.log)
}

async function actorOf(request: FastifyRequest, deps: Deps, db: Database) {
  const claims = readAccessToken(request)
  const actor = await deps.sessions.findActor(claims.sid, db).catch((error: unknown) => {
    // A right that was taken away lives on for this read alone, and no longer than the token (decision 016).
    if (!request.routeOptions.config.answersWithoutDatabase || !claims.role) throw error
    if (databaseFault(error) !== 'unavailable') throw error
    return { id: claims.sub, role: claims.role, sessionId: claims.sid }
  })
  if (!actor || actor.id !== claims.sub)
    throw new AppError('token_invalid', 'The session has ended; sign in again')
  return actor
}

function refuseOtherRoles(access: Access, role: string): void {
  if (access === 'public' || (access as readonly string[]).includes(role)) return
  throw new AppError('role_not_allowed', `Only ${access.join(' and ')} may do this`)
}
