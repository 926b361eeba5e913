import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { draftEntry } from './audited-rules.ts'
import { deleteScoringDraft } from './draft-repository.ts'
import { lockDraft } from './find-draft.ts'
import { stopImpactJobs } from './stop-impact-jobs.ts'

export function deleteDraft(ctx: Context, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const draft = await lockDraft(tx.db, id)
    await stopImpactJobs(tx.db, id)
    await deleteScoringDraft(tx.db, id)
    const before = { based_on: draft.based_on, revision: draft.revision, rules: draft.rule_count }
    await recordAudit(tx.db, draftEntry(tx, 'scoring_draft_deleted', draft, { before, after: null }))
  })
}
