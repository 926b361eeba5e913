import type { User } from '@leadglass/contracts/auth.ts'
import type { UpdateProfileInput } from '@leadglass/contracts/users.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { RefusalLog } from '../audit/refusal-log.ts'
import { checkOwnPassword } from '../auth/check-own-password.ts'
import { endUserSessions } from '../auth/end-user-sessions.ts'
import { hashNewPassword } from '../auth/hash-new-password.ts'
import type { SessionCache } from '../auth/session-cache.ts'
import type { Config } from '../config.ts'
import { type Context, inTransaction } from '../context.ts'
import { notFound } from '../errors.ts'
import { userChanged, userEvent } from './audited-user.ts'
import { getUser } from './get-user.ts'
import { findUserForUpdate, setUser } from './user-repository.ts'

type Needs = { sessions: SessionCache; refusals: RefusalLog; config: Pick<Config, 'signInLock'> }

/** Changes the caller's own name, password or mails. A new password ends every other session of the caller. */
export async function updateProfile(
  ctx: Context,
  { sessions, refusals, config }: Needs,
  { full_name, current_password, new_password, email_alerts }: UpdateProfileInput,
): Promise<User> {
  const userId = ctx.actor.id
  const seen = await getUser(ctx, userId)
  let hashedPassword: string | undefined
  if (new_password !== undefined) {
    await checkOwnPassword(ctx, { config, refusals }, seen, current_password ?? '')
    const holder = { ...seen, full_name: full_name ?? seen.full_name }
    hashedPassword = await hashNewPassword(new_password, holder, 'new_password')
  }
  const after = await inTransaction(ctx, async (tx) => {
    const before = await findUserForUpdate(tx.db, userId)
    const user = await setUser(tx.db, userId, { full_name, hashedPassword, email_alerts })
    if (!user || !before) throw notFound('User')
    const change = userChanged(tx, before, user)
    if (change) await recordAudit(tx.db, change)
    if (hashedPassword) {
      const sessions_ended = await endUserSessions(tx, userId, 'password_changed')
      await recordAudit(tx.db, userEvent(tx, 'password_changed', user, { after: { sessions_ended } }))
    }
    return user
  })
  sessions.forgetUser(userId)
  return after
}
