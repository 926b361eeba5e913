import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { notFound } from '../errors.ts'
import { leadDeleted } from './audited-lead.ts'
import { deleteLeadRow } from './lead-repository.ts'

/** Deletes a lead with everything that belongs to it. Managers and admins see all leads, so no scope is needed. */
export function deleteLead(ctx: Context, leadId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const lead = await deleteLeadRow(tx.db, leadId)
    if (!lead) throw notFound('Lead')
    await recordAudit(tx.db, leadDeleted(tx, lead))
  })
}
