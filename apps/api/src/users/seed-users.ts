import { randomBytes } from 'node:crypto'
import type { Role } from '@leadglass/contracts/auth.ts'
import { createUserInput } from '@leadglass/contracts/users.ts'
import { hashNewPassword } from '../auth/hash-new-password.ts'
import { originOf } from '../context.ts'
import type { Db } from '../db/db.ts'
import { newUserEntry } from './audited-user.ts'
import { insertAbsentUser } from './user-repository.ts'

type Person = { username: string; full_name: string; role: Role; email: string }

const people: readonly Person[] = [
  { username: 'admin', full_name: 'Alex Admin', role: 'admin', email: 'admin@leadglass.test' },
  { username: 'manager', full_name: 'Morgan Manager', role: 'manager', email: 'manager@leadglass.test' },
  { username: 'rep1', full_name: 'Riley One', role: 'sales_rep', email: 'rep1@leadglass.test' },
  { username: 'rep2', full_name: 'Robin Two', role: 'sales_rep', email: 'rep2@leadglass.test' },
]

/** One for all, or one for each: `SEED_PASSWORD`, `SEED_PASSWORD_ADMIN`, `SEED_PASSWORD_REP1` … */
const passwordVariable = 'SEED_PASSWORD'

export type PlannedUser = Person & { password: string; isGenerated: boolean }

/** Who shall exist, with a password from the environment or, outside production, a random one (C35). */
export function planSeedUsers(env: Record<string, string | undefined>, isProduction: boolean): PlannedUser[] {
  return people.map((person) => {
    const given = env[`${passwordVariable}_${person.username.toUpperCase()}`] || env[passwordVariable]
    if (!given && isProduction) {
      throw new Error(`In production test users need a password of yours: set ${passwordVariable}`)
    }
    const password = given || randomBytes(15).toString('base64url')
    const checked = createUserInput.safeParse({ ...person, password })
    if (!checked.success)
      throw new Error(`The password of ${person.username} is not usable: ${checked.error.issues[0]?.message}`)
    return { ...person, password, isGenerated: !given }
  })
}

/** Makes those who are missing and leaves the others as they are, passwords too; answers who was made (R079). */
export async function seedUsers(db: Db, planned: readonly PlannedUser[]): Promise<PlannedUser[]> {
  const made: PlannedUser[] = []
  for (const { password, isGenerated, ...person } of planned) {
    const hashedPassword = await hashNewPassword(password, person)
    const audit = newUserEntry(
      { now: new Date(), origin: originOf('seed:users') },
      { ...person, is_active: true },
    )
    if (await insertAbsentUser(db, { ...person, hashedPassword }, audit))
      made.push({ password, isGenerated, ...person })
  }
  return made
}
