import type { User } from '@leadglass/contracts/auth.ts'
import type { CreateUserInput } from '@leadglass/contracts/users.ts'
import { hashNewPassword } from '../auth/hash-new-password.ts'
import { type Context, inTransaction } from '../context.ts'
import { addUser } from './add-user.ts'

export async function createUser(ctx: Context, input: CreateUserInput): Promise<User> {
  const hashedPassword = await hashNewPassword(input.password, input)
  return inTransaction(ctx, (tx) => addUser(tx.db, tx, { ...input, hashedPassword }))
}
