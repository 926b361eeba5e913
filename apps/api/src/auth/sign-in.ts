import type { LoginInput } from '@leadglass/contracts/auth.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { RefusalLog } from '../audit/refusal-log.ts'
import type { PublicContext } from '../context.ts'
import { AppError } from '../errors.ts'
import { type CredentialsRow, findCredentials, setSignedIn } from './credential-repository.ts'
import { isPasswordOf } from './password.ts'
import { type FailedSignIn, recordFailedSignIn } from './record-failed-sign-in.ts'
import { countFailure, isLocked, type LockConfig } from './sign-in-lock.ts'
import { type StartedSession, startSession, type TokenConfig } from './start-session.ts'

type Needs = { config: TokenConfig & LockConfig; refusals: RefusalLog }

/**
 * Starts a session. Whoever does not know the password learns neither that the user exists nor that the account
 * is locked or disabled (C30). During a lock the right password is answered like a wrong one, or guessing would go on
 * telling them apart.
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
  const isShut = credentials !== null && isLocked(credentials, ctx.now)
  if (!credentials || !isRight || isShut) {
    // Asked also during a lock, when nothing is counted: every refusal takes the same time.
    if (credentials) await countFailure(ctx, config, credentials)
    await refuse(credentials?.id ?? null, reasonOf(credentials, isRight))
    throw notSignedIn(config)
  }
  if (!credentials.is_active) {
    await refuse(credentials.id, 'account_disabled')
    throw new AppError('account_disabled', 'Account is disabled')
  }
  const started = await ctx.db.transaction(async (db) => {
    const user = await setSignedIn(db, credentials, ctx.now)
    // Locked or deactivated by another request while this one compared the password.
    if (!user) throw notSignedIn(config)
    const { id, full_name: name } = user
    const event = { action: 'login_succeeded', entity: { type: 'user', id, name } } as const
    await recordAudit(db, auditEntry({ ...ctx, actor: user }, event))
    return startSession(db, { user, client: ctx.origin, now: ctx.now, config })
  })
  ctx.log.info({ audit: 'login_succeeded', userId: started.user.id, ip: ctx.origin.ip }, 'signed in')
  return started
}

function reasonOf(credentials: CredentialsRow | null, isRight: boolean): FailedSignIn['reason'] {
  if (!credentials) return 'unknown_user'
  return isRight ? 'account_locked' : 'wrong_password'
}

/** One text for all, which also tells the owner of a locked account what may be the matter. */
function notSignedIn({ signInLock: { after, minutes } }: LockConfig): AppError {
  const hint = `${after} wrong passwords in a row lock an account for ${minutes} minutes`
  return new AppError('invalid_credentials', `The username, e-mail or password is not right; ${hint}`)
}
