import type { User } from '@leadglass/contracts/auth.ts'
import type { Db } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { refusingDuplicates } from './user-conflicts.ts'
import { insertUser, type NewUser } from './user-repository.ts'

/** Adds a user whose password is hashed already: the common end of registering and creating one. */
export async function addUser(db: Db, user: NewUser): Promise<User> {
  const added = await refusingDuplicates(insertUser(db, user))
  if (!added) throw new AppError('internal', 'The user was not stored')
  return added
}
