import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { findCredentialsOfUser } from './credential-repository.ts'
import { isPasswordOf } from './password.ts'
import { accountLocked, countFailure, isLocked } from './sign-in-lock.ts'

/** Refuses a wrong current password. It counts like a wrong sign-in, so that a found session gives no free guesses. */
export async function checkOwnPassword(ctx: Context, password: string): Promise<void> {
  const credentials = await findCredentialsOfUser(ctx.db, ctx.actor.id)
  if (credentials && isLocked(credentials, ctx.now)) throw accountLocked()
  if (await isPasswordOf(credentials?.hashed_password, password)) return
  await countFailure(ctx, ctx.actor.id)
  throw new AppError('validation_error', '"current_password" is not right', {
    fields: [{ field: 'current_password', message: 'is not right' }],
  })
}
