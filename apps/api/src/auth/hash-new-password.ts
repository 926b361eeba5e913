import { AppError } from '../errors.ts'
import { hashPassword } from './password.ts'
import { type PasswordHolder, weaknessOf } from './password-weakness.ts'

/** Hashes a password to be set; refuses one that is easy to guess. `field` is what the refusal names. */
export async function hashNewPassword(
  password: string,
  holder: PasswordHolder,
  field = 'password',
): Promise<string> {
  const weakness = weaknessOf(password, holder)
  if (weakness) {
    throw new AppError('validation_error', `"${field}" ${weakness}`, {
      fields: [{ field, message: weakness }],
    })
  }
  return hashPassword(password)
}
