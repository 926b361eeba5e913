import type { LoginInput } from '@leadglass/contracts/auth.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { RefusalLog } from '../audit/refusal-log.ts'
import type { PublicContext } from '../context.ts'
import { AppError } from '../errors.ts'
import { findCredentials, setSignedIn } from './credential-repository.ts'
import { isPasswordOf } from './password.ts'
import { type FailedSignIn, recordFailedSignIn } from './record-failed-sign-in.ts'
import { accountLocked, countFailure, isLocked } from './sign-in-lock.ts'
import { type StartedSession, startSession, type TokenConfig } from './start-session.ts'

type Needs = { config: TokenConfig; refusals: RefusalLog }

/**
 * Starts a session. Whoever does not know the password learns neither that the user exists nor that the account
 * is locked or disabled (C30).
 */
export async function signIn(
  ctx: PublicContext,
  { config, refusals }: Needs,
  input: LoginInput,
): Promise<StartedSession> {
  const identity = (input.identifier ?? input.email ?? input.username ?? '').trim().toLowerCase()
  const refuse = (userId: string | null, reason: FailedSignIn['reason']) =>
    recordFailedSignIn(ctx, refusals, { identity, userId, reason })
  const credentials = await findCredentials(ctx.db, identity)
  const isRight = await isPasswordOf(credentials?.hashed_password, input.password)
  if (!credentials || !isRight) {
    if (credentials) await countFailure(ctx, credentials.id)
    const userId = credentials?.id ?? null
    await refuse(userId, userId ? 'wrong_password' : 'unknown_user')
    throw new AppError('invalid_credentials', 'The username, e-mail or password is not right')
  }
  if (!credentials.is_active) {
    await refuse(credentials.id, 'account_disabled')
    throw new AppError('account_disabled', 'Account is disabled')
  }
  if (isLocked(credentials, ctx.now)) {
    await refuse(credentials.id, 'account_locked')
    throw accountLocked()
  }
  const started = await ctx.db.transaction(async (db) => {
    const user = await setSignedIn(db, credentials, ctx.now)
    // Locked or deactivated by another request while this one compared the password.
    if (!user) throw accountLocked()
    const { id, full_name: name } = user
    const event = { action: 'login_succeeded', entity: { type: 'user', id, name } } as const
    await recordAudit(db, auditEntry({ ...ctx, actor: user }, event))
    return startSession(db, { user, client: ctx.origin, now: ctx.now, config })
  })
  ctx.log.info({ audit: 'login_succeeded', userId: started.user.id, ip: ctx.origin.ip }, 'signed in')
  return started
}
