import type { User } from '@leadglass/contracts/auth.ts'
import type { RefusalLog } from '../audit/refusal-log.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { findCredentialsOfUser } from './credential-repository.ts'
import { isPasswordOf } from './password.ts'
import { recordFailedSignIn } from './record-failed-sign-in.ts'
import { accountLocked, countFailure, isLocked, type LockConfig } from './sign-in-lock.ts'

/** Refuses a wrong current password. It counts like a wrong sign-in, so that a found session gives no free guesses. */
export async function checkOwnPassword(
  ctx: Context,
  { config, refusals }: { config: LockConfig; refusals: RefusalLog },
  user: Pick<User, 'username'>,
  password: string,
): Promise<void> {
  const credentials = await findCredentialsOfUser(ctx.db, ctx.actor.id)
  if (credentials && isLocked(credentials, ctx.now)) throw accountLocked(config)
  if (await isPasswordOf(credentials?.hashed_password, password)) return
  const { id: userId } = ctx.actor
  await countFailure(ctx, config, { id: userId, username: user.username })
  await recordFailedSignIn(ctx, refusals, {
    identity: user.username,
    userId,
    reason: 'wrong_current_password',
  })
  throw new AppError('validation_error', '"current_password" is not right', {
    fields: [{ field: 'current_password', message: 'is not right' }],
  })
}
