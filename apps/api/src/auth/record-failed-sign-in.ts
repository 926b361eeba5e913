import { auditEntry } from '../audit/audit-entry.ts'
import { cut } from '../audit/changed-fields.ts'
import type { RefusalLog } from '../audit/refusal-log.ts'
import type { PublicContext } from '../context.ts'

export type FailedSignIn = {
  /** What was typed as username or e-mail. */
  identity: string
  userId: string | null
  reason: 'wrong_password' | 'unknown_user' | 'account_disabled' | 'account_locked' | 'wrong_current_password'
}

/** What a terminal or an editor would take as a command, or hide: in a log it is only there to deceive (ASVS 16.4.1). */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Writes down a sign-in that was refused (R066). */
export function recordFailedSignIn(
  ctx: PublicContext,
  refusals: RefusalLog,
  { identity, userId, reason }: FailedSignIn,
): Promise<void> {
  const name = String(cut(identity.replace(invisible, ''), 100))
  const entity = { type: 'user', id: userId, name } as const
  const entry = auditEntry(ctx, { action: 'login_failed', entity, after: { reason } })
  return refusals.record(entry, `login ${ctx.origin.ip}`)
}
