import type { Tx } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { findActiveUser } from '../users/find-active-user.ts'
import {
  type AssignmentRow,
  findAssignment,
  insertAssignment,
  listActiveAssignments,
  setAssignmentEnded,
} from './assignment-repository.ts'

export type AssignmentStart = {
  leadId: string
  userId: string
  isPrimary: boolean
  notes: string | null
  /** The active assignment that the new one takes over from. */
  previousId: string | null
}

/** Puts a rep in charge of a lead that the caller has locked; refuses who cannot be, and a second one in charge. */
export async function startAssignment(tx: Tx, start: AssignmentStart): Promise<AssignmentRow> {
  await refuseUnfit(tx, start.userId)
  await refuseSecond(tx, start)
  if (start.previousId) await setAssignmentEnded(tx.db, start.previousId, 'transferred', tx.now)
  const id = await insertAssignment(tx.db, { ...start, assignedById: tx.actor.id, at: tx.now })
  if (!id) throw new AppError('already_assigned', 'The lead is assigned already; transfer it instead')
  const assignment = await findAssignment(tx.db, id)
  if (!assignment) throw new Error('an inserted assignment is gone')
  return assignment
}

async function refuseUnfit(tx: Tx, userId: string): Promise<void> {
  const user = await findActiveUser(tx.db, userId)
  if (!user) throw notFound('User')
  if (!user.is_active) throw new AppError('assignee_inactive', `${user.full_name} is not active`)
  if (user.role !== 'sales_rep') throw new AppError('assignee_not_a_rep', `${user.full_name} is not a rep`)
}

async function refuseSecond(
  tx: Tx,
  { leadId, userId, isPrimary, previousId }: AssignmentStart,
): Promise<void> {
  const active = await listActiveAssignments(tx.db, leadId)
  const own = active.find((one) => one.user_id === userId)
  if (own) throw new AppError('already_assigned', `The lead is assigned to ${own.user_name} already`)
  const primary = active.find((one) => one.is_primary && one.id !== previousId)
  if (isPrimary && primary) {
    throw new AppError(
      'already_assigned',
      `The lead is assigned to ${primary.user_name} already; transfer it instead`,
    )
  }
}
