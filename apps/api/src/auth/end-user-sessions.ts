import type { Tx } from '../context.ts'
import { type EndReason, insertUserChangedNotice, setUserSessionsEnded } from './session-repository.ts'

/**
 * Ends the sessions of a user inside the caller's transaction; after it the caller also forgets the user in its own
 * session cache. Nobody is thrown out of the session in which they change their own password.
 */
export function endUserSessions(tx: Tx, userId: string, reason: EndReason): Promise<number> {
  const except = reason === 'password_changed' ? tx.actor.sessionId : null
  return setUserSessionsEnded(tx.db, { userId, now: tx.now, reason, except })
}

/** Makes every process look the user up again, e.g. after a new role. */
export function announceChangedUser(tx: Tx, userId: string): Promise<void> {
  return insertUserChangedNotice(tx.db, userId)
}
