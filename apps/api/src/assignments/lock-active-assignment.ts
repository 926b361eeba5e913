import type { Tx } from '../context.ts'
import { AppError, notFound, notFoundAs } from '../errors.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { type AssignmentRow, findAssignmentForUpdate } from './assignment-repository.ts'

/**
 * The assignment an operation is about, locked with its lead. The assignee sees it even after it has ended; anybody
 * else sees it with its lead.
 */
export async function lockActiveAssignment(
  tx: Tx,
  id: string,
  isAllowed: (assignment: AssignmentRow) => boolean = () => true,
): Promise<AssignmentRow> {
  const assignment = await findAssignmentForUpdate(tx.db, id)
  if (!assignment) throw notFound('Assignment')
  if (assignment.user_id !== tx.actor.id) {
    await findVisibleLead(tx.db, tx.actor, assignment.lead_id).catch(notFoundAs('Assignment'))
  }
  if (!isAllowed(assignment)) throw new AppError('not_allowed', 'Only the assignee or a manager may do this')
  if (assignment.status !== 'active') {
    throw new AppError('assignment_not_active', `The assignment is ${assignment.status} already`)
  }
  return assignment
}
