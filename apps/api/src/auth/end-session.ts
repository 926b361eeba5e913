import { auditEntry } from '../audit/audit-entry.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import type { SessionCache } from './session-cache.ts'
import { setSessionEnded } from './session-repository.ts'

/** Ends one of the caller's own sessions; somebody else's is not found. */
export async function endSession(ctx: Context, sessions: SessionCache, sessionId: string): Promise<void> {
  const audit = auditEntry(ctx, { action: 'session_ended', entity: { type: 'session', id: sessionId } })
  const end = { sessionId, userId: ctx.actor.id, now: ctx.now, reason: 'signed_out', audit } as const
  if (!(await setSessionEnded(ctx.db, end))) throw notFound('Session')
  sessions.forget(sessionId)
}
