import type { Actor } from '@leadglass/contracts/auth.ts'

/** The rep who has the lead in hand says that the work is done, or a manager. */
export function canCompleteAssignment(actor: Actor, assignment: { user_id: string }): boolean {
  return actor.role !== 'sales_rep' || actor.id === assignment.user_id
}
