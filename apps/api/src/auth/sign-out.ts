import { auditEntry } from '../audit/audit-entry.ts'
import type { Context } from '../context.ts'
import type { SessionCache } from './session-cache.ts'
import { setSessionEnded } from './session-repository.ts'

/** Ends the session of the caller: its access token is of no use from the next request on. */
export async function signOut(ctx: Context, sessions: SessionCache): Promise<void> {
  const { id: userId, sessionId } = ctx.actor
  const audit = auditEntry(ctx, { action: 'logged_out', entity: { type: 'session', id: sessionId } })
  await setSessionEnded(ctx.db, { sessionId, userId, now: ctx.now, reason: 'signed_out', audit })
  sessions.forget(sessionId)
}
