import type { Actor } from '@leadglass/contracts/auth.ts'
import { LRUCache } from 'lru-cache'
import type { Database, Db } from '../db/db.ts'
import { findSessionActor } from './session-repository.ts'

/** How long a revocation in another process may go unseen when its notice is lost. */
const trustedForMs = 5_000

/** Who a session belongs to, without a look-up per request: at most one each few seconds (ASVS 7.4). */
export type SessionCache = {
  /** Looks in the given database where one is given: that of a request knows how long it may take. */
  findActor(sessionId: string, on?: Db): Promise<Actor | null>
  /** Forgets one session at once, e.g. after sign-out. */
  forget(sessionId: string): void
  /** Forgets every session of a user, e.g. after a new role, a new password or deactivation. */
  forgetUser(userId: string): void
}

export function createSessionCache(db: Database, clock: () => Date): SessionCache {
  const actors = new LRUCache<string, Actor>({ max: 20_000, ttl: trustedForMs })
  let forgotten = 0
  return {
    async findActor(sessionId, on = db) {
      const known = actors.get(sessionId)
      if (known) return known
      const before = forgotten
      const actor = await findSessionActor(on, sessionId, clock())
      // What was read while something ended may be of the time before: it serves once and is not kept.
      if (actor && forgotten === before) actors.set(sessionId, actor)
      return actor
    },
    forget(sessionId) {
      forgotten++
      actors.delete(sessionId)
    },
    forgetUser(userId) {
      forgotten++
      for (const [sessionId, actor] of actors.entries()) if (actor.id === userId) actors.delete(sessionId)
    },
  }
}
