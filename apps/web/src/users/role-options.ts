import { roles } from '@leadglass/contracts/auth.ts'
import { roleWords } from '../lib/role-words.ts'

/** Roles for a select, the one with the least rights first. */
export const roleOptions = roles.toReversed().map((role) => ({ value: role, label: roleWords[role] }))
