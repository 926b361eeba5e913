import type { AssignLeadInput } from '@leadglass/contracts/assignments.ts'
import { recordSystemActivity } from '../activities/record-system-activity.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { notify } from '../notifications/notify.ts'
import { assignedNotice, handedOnNotice } from './assignment-notices.ts'
import type { AssignmentRow } from './assignment-repository.ts'
import { assignmentChanged, chargeOf } from './audited-assignment.ts'
import { startAssignment } from './start-assignment.ts'

/** Puts a rep in charge of a lead, or beside the one in charge; the rep is told (R111, R115). */
export function assignLead(ctx: Context, input: AssignLeadInput): Promise<AssignmentRow> {
  return inTransaction(ctx, async (tx) => {
    const lead = await findVisibleLead(tx.db, tx.actor, input.lead_id, { lock: true })
    const assignment = await startAssignment(tx, {
      leadId: lead.id,
      userId: input.user_id,
      isPrimary: input.is_primary,
      notes: input.notes ?? null,
      previousId: null,
    })
    await recordSystemActivity(tx, {
      leadId: lead.id,
      type: 'lead_assigned',
      description: `${assignment.is_primary ? 'Assigned to' : 'Helped by'} ${assignment.user_name}`,
    })
    // Somebody may own the lead without an active assignment: who created it, or who has completed it.
    const before = assignment.is_primary && lead.owner_id !== assignment.user_id ? lead.owner_id : null
    const audited = { before: before ? { rep_id: before } : null, after: chargeOf(assignment) }
    await recordAudit(tx.db, assignmentChanged(tx, 'lead_assigned', assignment, audited))
    const handedOn = before ? [handedOnNotice(lead, before, assignment)] : []
    await notify(tx.db, [assignedNotice(lead, assignment), ...handedOn])
    return assignment
  })
}
