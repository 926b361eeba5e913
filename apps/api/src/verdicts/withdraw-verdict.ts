import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError } from '../errors.ts'
import { verdictWithdrawn } from './audited-verdict.ts'
import { findVisibleVerdict, refuseReviewed } from './find-visible-verdict.ts'
import { canWithdrawVerdict } from './verdict-policy.ts'
import { deleteVerdict } from './verdict-repository.ts'

export function withdrawVerdict(ctx: Context, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { verdict, lead } = await findVisibleVerdict(tx, id)
    if (!canWithdrawVerdict(tx.actor, verdict)) {
      throw new AppError('not_allowed', 'Only its author may take a verdict back')
    }
    refuseReviewed(verdict)
    await deleteVerdict(tx.db, verdict.id)
    await recordAudit(tx.db, verdictWithdrawn(tx, lead, verdict))
  })
}
