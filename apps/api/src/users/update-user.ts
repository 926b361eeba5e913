import type { User } from '@leadglass/contracts/auth.ts'
import type { UpdateUserInput } from '@leadglass/contracts/users.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { announceChangedUser, endUserSessions } from '../auth/end-user-sessions.ts'
import { hashNewPassword } from '../auth/hash-new-password.ts'
import type { SessionCache } from '../auth/session-cache.ts'
import { type Context, inTransaction, type Tx } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { userChanged, userEvent } from './audited-user.ts'
import { getUser } from './get-user.ts'
import { refusingDuplicates } from './user-conflicts.ts'
import { findUserForUpdate, listActiveAdminIdsForUpdate, setUser } from './user-repository.ts'

/** Changes a user; a new role, password or state holds from the user's next request on. */
export async function updateUser(
  ctx: Context,
  sessions: SessionCache,
  userId: string,
  { password, ...input }: UpdateUserInput,
): Promise<User> {
  const seen = await getUser(ctx, userId)
  const hashedPassword =
    password === undefined ? undefined : await hashNewPassword(password, { ...seen, ...input })
  const after = await inTransaction(ctx, async (tx) => {
    if (isEndOfAdmin(input)) await refuseLastAdmin(tx, userId)
    const before = await findUserForUpdate(tx.db, userId)
    const user = await refusingDuplicates(setUser(tx.db, userId, { ...input, hashedPassword }))
    if (!user || !before) throw notFound('User')
    await recordChange(tx, before, user, hashedPassword !== undefined)
    if (input.is_active === false) await endUserSessions(tx, userId, 'deactivated')
    else if (hashedPassword) await endUserSessions(tx, userId, 'password_changed')
    if (input.role || input.is_active === false) await announceChangedUser(tx, userId)
    return user
  })
  sessions.forgetUser(userId)
  return after
}

async function recordChange(tx: Tx, before: User, after: User, isNewPassword: boolean): Promise<void> {
  const change = userChanged(tx, before, after)
  if (change) await recordAudit(tx.db, change)
  if (isNewPassword) await recordAudit(tx.db, userEvent(tx, 'user_password_reset', after))
}

function isEndOfAdmin({ role, is_active }: Omit<UpdateUserInput, 'password'>): boolean {
  return is_active === false || (role !== undefined && role !== 'admin')
}

/** Somebody must be left who can create users (R091). */
async function refuseLastAdmin(tx: Tx, userId: string): Promise<void> {
  const admins = await listActiveAdminIdsForUpdate(tx.db)
  if (admins.length === 1 && admins[0] === userId) {
    throw new AppError('last_admin', 'The last active admin cannot be demoted or deactivated')
  }
}
