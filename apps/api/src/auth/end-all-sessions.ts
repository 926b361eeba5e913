import type { Context } from '../context.ts'
import type { SessionCache } from './session-cache.ts'
import { setUserSessionsEnded } from './session-repository.ts'

/** Signs the caller out everywhere, here too. */
export async function endAllSessions(ctx: Context, sessions: SessionCache): Promise<void> {
  const userId = ctx.actor.id
  await setUserSessionsEnded(ctx.db, { userId, now: ctx.now, reason: 'signed_out', except: null })
  sessions.forgetUser(userId)
}
