import type { Actor, Role } from '@leadglass/contracts/auth.ts'

/** A rep sees the own queue; managers and admins look at any. */
export function canSeeQueueOf(actor: Actor, userId: string): boolean {
  return actor.role !== 'sales_rep' || actor.id === userId
}

/** Leads are assigned to reps, so only they have a queue that others can look at. */
export function hasQueue(user: { role: Role }): boolean {
  return user.role === 'sales_rep'
}
