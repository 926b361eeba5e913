import type { User } from '@leadglass/contracts/auth.ts'
import type { UpdateProfileInput } from '@leadglass/contracts/users.ts'
import { checkOwnPassword } from '../auth/check-own-password.ts'
import { endUserSessions } from '../auth/end-user-sessions.ts'
import { hashNewPassword } from '../auth/hash-new-password.ts'
import type { SessionCache } from '../auth/session-cache.ts'
import { type Context, inTransaction } from '../context.ts'
import { notFound } from '../errors.ts'
import { getUser } from './get-user.ts'
import { setUser } from './user-repository.ts'

/** Changes the caller's own name or password. A new password ends every other session of the caller. */
export async function updateProfile(
  ctx: Context,
  sessions: SessionCache,
  { full_name, current_password, new_password }: UpdateProfileInput,
): Promise<User> {
  const userId = ctx.actor.id
  const before = await getUser(ctx, userId)
  let hashedPassword: string | undefined
  if (new_password !== undefined) {
    await checkOwnPassword(ctx, current_password ?? '')
    const holder = { ...before, full_name: full_name ?? before.full_name }
    hashedPassword = await hashNewPassword(new_password, holder, 'new_password')
  }
  const after = await inTransaction(ctx, async (tx) => {
    const user = await setUser(tx.db, userId, { full_name, hashedPassword })
    if (!user) throw notFound('User')
    if (hashedPassword) await endUserSessions(tx, userId, 'password_changed')
    return user
  })
  sessions.forgetUser(userId)
  return after
}
