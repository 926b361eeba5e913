import { createHash, timingSafeEqual } from 'node:crypto'
import type { Actor, RegisterInput, Role, User } from '@leadglass/contracts/auth.ts'
import type { Config } from '../config.ts'
import type { PublicContext } from '../context.ts'
import type { Db } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { addUser } from '../users/add-user.ts'
import { findRegistrationStateForUpdate } from './credential-repository.ts'
import { hashNewPassword } from './hash-new-password.ts'
import { canGiveRole, canRegisterOthers } from './registration-policy.ts'

type Needs = {
  config: Pick<Config, 'publicRegistration' | 'adminBootstrapToken'>
  /** What the caller sent as `x-admin-bootstrap-token`. */
  bootstrapToken: string | undefined
}

/**
 * Creates an account (C12). A stranger's becomes sales_rep whatever role was asked for, except that the first user
 * of an empty system, or once the holder of the bootstrap token, becomes admin.
 */
export async function register(
  ctx: PublicContext & { readonly actor?: Actor },
  { config, bootstrapToken }: Needs,
  input: RegisterInput,
): Promise<User> {
  const { actor } = ctx
  const asked = input.role ?? 'sales_rep'
  if (actor && !canGiveRole(actor, asked)) {
    throw new AppError('role_not_allowed', `Only admin may register somebody as ${asked}`)
  }
  if (bootstrapToken !== undefined && !isSameText(bootstrapToken, config.adminBootstrapToken)) {
    throw bootstrapRefused()
  }
  const isOpen = config.publicRegistration || bootstrapToken !== undefined
  if (!isOpen && !(actor && canRegisterOthers(actor))) {
    throw new AppError('registration_closed', 'Registration is closed; ask an admin for an account')
  }
  const hashedPassword = await hashNewPassword(input.password, input)
  return ctx.db.transaction(async (db) => {
    const role = actor ? asked : await roleOfStranger(db, bootstrapToken !== undefined)
    return addUser(db, ctx, { ...input, role, hashedPassword })
  })
}

async function roleOfStranger(db: Db, holdsBootstrapToken: boolean): Promise<Role> {
  const { has_users, has_admin } = await findRegistrationStateForUpdate(db)
  if (holdsBootstrapToken && has_admin) throw bootstrapRefused()
  return holdsBootstrapToken || !has_users ? 'admin' : 'sales_rep'
}

function bootstrapRefused(): AppError {
  return new AppError('not_allowed', 'The bootstrap token is wrong, or there is an admin already')
}

/** Takes the same time for every wrong text. */
function isSameText(given: string, expected: string | undefined): boolean {
  if (expected === undefined) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
