import type { SetLeadStatusInput } from '@leadglass/contracts/leads.ts'
import { recordSystemActivity } from '../activities/record-system-activity.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError } from '../errors.ts'
import { activeModel } from '../scoring/active-model.ts'
import { changeLead, type LeadEdit } from './change-lead.ts'
import type { LeadRow } from './lead-repository.ts'
import { profileOf } from './profile-lead.ts'
import { recordOutcome } from './record-outcome.ts'
import { stageLead } from './stage-lead.ts'

/** Moves a lead along the pipeline; the step stands in its timeline (R095), the end among the outcomes. */
export async function setLeadStatus(
  ctx: Context,
  leadId: string,
  { status, reason }: SetLeadStatusInput,
): Promise<LeadRow> {
  const edit: LeadEdit = (lead) => {
    if (lead.status === status) throw new AppError('status_unchanged', `The lead is ${status} already`)
    return { profile: profileOf(lead), stage: stageLead(lead, status, ctx.now), reason: reason ?? null }
  }
  const model = await activeModel(ctx.db)
  return inTransaction(ctx, async (tx) => {
    const changed = await changeLead(ctx, tx.db, edit, { leadId, lock: true, model })
    if (!changed) throw new Error('a locked row changed')
    const step = `${changed.before.status} → ${status}`
    await recordSystemActivity(tx, {
      leadId,
      type: 'status_change',
      description: reason ? `${step}: ${reason}` : step,
    })
    await recordOutcome(tx, changed.before, changed.after)
    return changed.after
  })
}
