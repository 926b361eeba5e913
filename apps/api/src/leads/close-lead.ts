import type { LeadStatus } from '@leadglass/contracts/leads.ts'
import { recordSystemActivity } from '../activities/record-system-activity.ts'
import type { Context, Tx } from '../context.ts'
import type { ActiveModel } from '../scoring/active-model.ts'
import { changeLead, type LeadEdit } from './change-lead.ts'
import { profileOf } from './profile-lead.ts'
import { recordOutcome } from './record-outcome.ts'
import { stageLead } from './stage-lead.ts'

/**
 * Closes an open lead at a moment of the past, inside the transaction of the caller: another program knows how it
 * ended. Before it was there it was not closed.
 */
export async function closeLead(
  ctx: Context,
  tx: Tx,
  closing: { leadId: string; status: Extract<LeadStatus, 'won' | 'lost'>; at: Date; model: ActiveModel },
): Promise<void> {
  const { leadId, status, model } = closing
  const edit: LeadEdit = (lead) => {
    const at = new Date(Math.max(closing.at.getTime(), Date.parse(lead.created_at)))
    return { profile: profileOf(lead), stage: stageLead(lead, status, at) }
  }
  const changed = await changeLead(ctx, tx.db, edit, { leadId, lock: true, model })
  if (!changed) throw new Error('a locked row changed')
  const { before, after } = changed
  const day = (after.closed_at ?? '').slice(0, 10)
  await recordSystemActivity(tx, {
    leadId,
    type: 'status_change',
    description: `${before.status} → ${status}: closed on ${day}, by an import`,
  })
  await recordOutcome(tx, before, after)
}
