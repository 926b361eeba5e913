import { isUniqueViolation } from '../db/db-errors.ts'
import { AppError } from '../errors.ts'

/** Runs a write of a user; a username or e-mail that somebody has is refused by name. */
export async function refusingDuplicates<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (isUniqueViolation(error, 'users_email_key')) throw taken('email', 'e-mail', error)
    if (isUniqueViolation(error, 'users_username_key')) throw taken('username', 'username', error)
    throw error
  }
}

function taken(field: string, word: string, cause: unknown): AppError {
  return new AppError('user_already_exists', `A user with this ${word} exists already`, {
    cause,
    fields: [{ field, message: 'is already taken' }],
  })
}
