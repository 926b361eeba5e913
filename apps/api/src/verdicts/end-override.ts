import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { overrideEnded } from './audited-verdict.ts'
import { endOverrideOf, findLiveOverrideOf } from './override-repository.ts'
import { canEndOverride } from './verdict-policy.ts'

export function endOverride(ctx: Context, leadId: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const lead = await findVisibleLead(tx.db, tx.actor, leadId, { lock: true })
    const override = await findLiveOverrideOf(tx.db, lead.id, tx.now)
    if (!override) throw notFound('Override')
    if (!canEndOverride(tx.actor, override)) {
      throw new AppError('not_allowed', 'Only who answers for an override, or a manager, may end it')
    }
    await endOverrideOf(tx.db, lead.id, { at: tx.now, userId: tx.actor.id })
    await recordAudit(tx.db, overrideEnded(tx, lead, override))
  })
}
