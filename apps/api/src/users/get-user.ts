import type { User } from '@leadglass/contracts/auth.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { findUser } from './user-repository.ts'

export async function getUser(ctx: Context, userId: string): Promise<User> {
  const user = await findUser(ctx.db, userId)
  if (!user) throw notFound('User')
  return user
}
