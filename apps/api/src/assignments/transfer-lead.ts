import type { TransferLeadInput } from '@leadglass/contracts/assignments.ts'
import { recordSystemActivity } from '../activities/record-system-activity.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError } from '../errors.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { notify } from '../notifications/notify.ts'
import { handedOnNotice, receivedNotice } from './assignment-notices.ts'
import type { AssignmentRow } from './assignment-repository.ts'
import { assignmentChanged, chargeOf } from './audited-assignment.ts'
import { lockActiveAssignment } from './lock-active-assignment.ts'
import { startAssignment } from './start-assignment.ts'

/** Hands an active assignment to another rep: the old one ends, a new one follows it, both reps are told (R112). */
export function transferLead(ctx: Context, id: string, input: TransferLeadInput): Promise<AssignmentRow> {
  return inTransaction(ctx, async (tx) => {
    const old = await lockActiveAssignment(tx, id)
    if (old.user_id === input.user_id) {
      throw new AppError('already_assigned', `The lead is assigned to ${old.user_name} already`)
    }
    const lead = await findVisibleLead(tx.db, tx.actor, old.lead_id)
    const next = await startAssignment(tx, {
      leadId: lead.id,
      userId: input.user_id,
      isPrimary: old.is_primary,
      notes: input.notes ?? null,
      previousId: old.id,
    })
    await recordSystemActivity(tx, {
      leadId: lead.id,
      type: 'lead_transferred',
      description: `Handed from ${old.user_name} to ${next.user_name}`,
    })
    const change = { before: chargeOf(old), after: chargeOf(next) }
    await recordAudit(tx.db, assignmentChanged(tx, 'lead_transferred', next, change))
    await notify(tx.db, [receivedNotice(lead, next), handedOnNotice(lead, old.user_id, next)])
    return next
  })
}
