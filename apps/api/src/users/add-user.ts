import type { Actor, User } from '@leadglass/contracts/auth.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { PublicContext } from '../context.ts'
import type { Db } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { userCreated } from './audited-user.ts'
import { refusingDuplicates } from './user-conflicts.ts'
import { insertUser, type NewUser } from './user-repository.ts'

type Caller = Pick<PublicContext, 'now' | 'origin'> & { readonly actor?: Actor }

/**
 * Adds a user whose password is hashed already, in the caller's transaction: the common end of registering and creating
 * one. Who registers themself is their own creator.
 */
export async function addUser(db: Db, caller: Caller, user: NewUser): Promise<User> {
  const added = await refusingDuplicates(insertUser(db, user))
  if (!added) throw new AppError('internal', 'The user was not stored')
  await recordAudit(db, userCreated({ ...caller, actor: caller.actor ?? added }, added))
  return added
}
