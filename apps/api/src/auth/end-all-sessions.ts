import { auditEntry } from '../audit/audit-entry.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import type { SessionCache } from './session-cache.ts'
import { setUserSessionsEnded } from './session-repository.ts'

/** Signs the caller out everywhere, here too. */
export async function endAllSessions(ctx: Context, sessions: SessionCache): Promise<void> {
  const userId = ctx.actor.id
  await inTransaction(ctx, async (tx) => {
    const end = { userId, now: tx.now, reason: 'signed_out', except: null } as const
    const sessions = await setUserSessionsEnded(tx.db, end)
    const event = {
      action: 'session_ended',
      entity: { type: 'user', id: userId },
      after: { sessions },
    } as const
    await recordAudit(tx.db, auditEntry(tx, event))
  })
  sessions.forgetUser(userId)
}
