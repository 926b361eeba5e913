import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { notify } from '../notifications/notify.ts'
import { completedNotices } from './assignment-notices.ts'
import { canCompleteAssignment } from './assignment-policy.ts'
import { type AssignmentRow, setAssignmentEnded } from './assignment-repository.ts'
import { assignmentChanged } from './audited-assignment.ts'
import { lockActiveAssignment } from './lock-active-assignment.ts'

/** Ends the work on a lead; its owner stays (R113). */
export function completeAssignment(ctx: Context, id: string): Promise<AssignmentRow> {
  return inTransaction(ctx, async (tx) => {
    const assignment = await lockActiveAssignment(tx, id, (row) => canCompleteAssignment(tx.actor, row))
    await setAssignmentEnded(tx.db, id, 'completed', tx.now)
    const change = { before: { status: 'active' }, after: { status: 'completed', rep: assignment.user_name } }
    await recordAudit(tx.db, assignmentChanged(tx, 'assignment_completed', assignment, change))
    await notify(tx.db, completedNotices(assignment, tx.actor.id))
    return { ...assignment, status: 'completed', ended_at: tx.now.toISOString() }
  })
}
