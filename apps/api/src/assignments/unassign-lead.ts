import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { notify } from '../notifications/notify.ts'
import { unassignedNotice } from './assignment-notices.ts'
import { setAssignmentEnded, setLeadWithoutOwner } from './assignment-repository.ts'
import { assignmentChanged, chargeOf } from './audited-assignment.ts'
import { lockActiveAssignment } from './lock-active-assignment.ts'

/** Takes a lead back from its rep; without the one in charge it has no owner (R113). */
export function unassignLead(ctx: Context, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const assignment = await lockActiveAssignment(tx, id)
    await setAssignmentEnded(tx.db, id, 'unassigned', tx.now)
    if (assignment.is_primary) await setLeadWithoutOwner(tx.db, assignment.lead_id, assignment.user_id)
    const change = { before: chargeOf(assignment), after: null }
    await recordAudit(tx.db, assignmentChanged(tx, 'lead_unassigned', assignment, change))
    await notify(tx.db, [unassignedNotice(assignment)])
  })
}
