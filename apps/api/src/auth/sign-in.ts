import type { LoginInput } from '@leadglass/contracts/auth.ts'
import type { PublicContext } from '../context.ts'
import { AppError } from '../errors.ts'
import { findCredentials, setSignedIn } from './credential-repository.ts'
import { isPasswordOf } from './password.ts'
import { accountLocked, countFailure, isLocked } from './sign-in-lock.ts'
import { type Client, type StartedSession, startSession, type TokenConfig } from './start-session.ts'

/**
 * Starts a session. Whoever does not know the password learns neither that the user exists nor that the account
 * is locked or disabled (C30).
 */
export async function signIn(
  ctx: PublicContext,
  config: TokenConfig,
  input: LoginInput,
  client: Client,
): Promise<StartedSession> {
  const identity = (input.identifier ?? input.email ?? input.username ?? '').trim().toLowerCase()
  const credentials = await findCredentials(ctx.db, identity)
  const isRight = await isPasswordOf(credentials?.hashed_password, input.password)
  if (!credentials || !isRight) {
    if (credentials) await countFailure(ctx, credentials.id)
    ctx.log.info({ userId: credentials?.id, ip: client.ip }, 'sign-in refused')
    throw new AppError('invalid_credentials', 'The username, e-mail or password is not right')
  }
  if (!credentials.is_active) throw new AppError('account_disabled', 'Account is disabled')
  if (isLocked(credentials, ctx.now)) throw accountLocked()
  const started = await ctx.db.transaction(async (db) => {
    const user = await setSignedIn(db, credentials, ctx.now)
    // Locked or deactivated by another request while this one compared the password.
    if (!user) throw accountLocked()
    return startSession(db, { user, client, now: ctx.now, config })
  })
  ctx.log.info({ userId: started.user.id, ip: client.ip }, 'signed in')
  return started
}
