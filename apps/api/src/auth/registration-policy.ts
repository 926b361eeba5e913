import type { Actor, Role } from '@leadglass/contracts/auth.ts'

/** Who is signed in and registers somebody else may give these roles (R078). */
export function canGiveRole(actor: Actor, role: Role): boolean {
  return actor.role === 'admin' || role === 'sales_rep'
}

/** Admins and managers may also register people while registration is closed to the public. */
export function canRegisterOthers(actor: Actor): boolean {
  return actor.role !== 'sales_rep'
}
