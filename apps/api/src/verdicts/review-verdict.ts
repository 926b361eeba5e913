import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import type { VisibleLead } from '../leads/find-visible-lead.ts'
import { type NewNotification, notify } from '../notifications/notify.ts'
import { verdictReviewed } from './audited-verdict.ts'
import { findVisibleVerdict, refuseReviewed } from './find-visible-verdict.ts'
import { setVerdictReviewed, type VerdictRow } from './verdict-repository.ts'

/** Says what came of a verdict; its author hears of it. */
export function reviewVerdict(ctx: Context, id: string, note: string | null): Promise<VerdictRow> {
  return inTransaction(ctx, async (tx) => {
    const { verdict, lead } = await findVisibleVerdict(tx, id)
    refuseReviewed(verdict)
    const reviewed = await setVerdictReviewed(tx.db, verdict.id, {
      at: tx.now,
      reviewerId: tx.actor.id,
      note,
    })
    await recordAudit(tx.db, verdictReviewed(tx, lead, reviewed))
    if (reviewed.user_id !== tx.actor.id) await notify(tx.db, [reviewedNotice(lead, reviewed)])
    return reviewed
  })
}

function reviewedNotice(lead: VisibleLead, verdict: VerdictRow): NewNotification {
  const { review_note: note, reviewed_by_name: reviewer, user_id: userId } = verdict
  return {
    userId,
    type: 'verdict_reviewed',
    title: `Your verdict on ${lead.name} was read`,
    message: note === null ? `by ${reviewer}` : `${reviewer}: ${note}`,
    link: `/leads/${lead.id}`,
    leadId: lead.id,
  }
}
