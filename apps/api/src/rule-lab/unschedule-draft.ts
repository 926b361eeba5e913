import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { draftEntry } from './audited-rules.ts'
import { setDraftSchedule } from './draft-repository.ts'
import { lockDraft } from './find-draft.ts'
import { type DraftDetail, getDraft } from './get-draft.ts'

/** Takes the date of a draft back; a second time changes nothing. */
export function unscheduleDraft(ctx: Context, id: string): Promise<DraftDetail> {
  return inTransaction(ctx, async (tx) => {
    const draft = await lockDraft(tx.db, id)
    if (draft.publish_at) {
      const nothing = { publishAt: null, scheduledById: null, reason: null, problem: null }
      await setDraftSchedule(tx.db, { id, ...nothing })
      const change = { before: { publish_at: draft.publish_at }, after: { publish_at: null } }
      await recordAudit(tx.db, draftEntry(tx, 'scoring_draft_unscheduled', draft, change))
    }
    return getDraft(tx, id)
  })
}
