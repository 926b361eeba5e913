import type { SaveDraftInput } from '@leadglass/contracts/rule-lab.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { draftEntry, rulesChange } from './audited-rules.ts'
import { checkRules } from './check-rules.ts'
import { setDraftContent } from './draft-repository.ts'
import { lockDraftRevision } from './find-draft.ts'
import { type DraftDetail, getDraft } from './get-draft.ts'

/** Saves a draft as its next revision. A date that was given to the old one is taken back: somebody had looked at that. */
export function saveDraft(ctx: Context, id: string, input: SaveDraftInput): Promise<DraftDetail> {
  checkRules(input.document)
  return inTransaction(ctx, async (tx) => {
    const draft = await lockDraftRevision(tx.db, id, input.revision)
    const name = input.name ?? draft.name
    await setDraftContent(tx.db, { id, name, document: input.document, userId: tx.actor.id })
    const { before, after } = rulesChange(draft.document, input.document)
    const change = {
      before: { ...before, revision: draft.revision },
      after: { ...after, revision: draft.revision + 1 },
    }
    await recordAudit(tx.db, draftEntry(tx, 'scoring_draft_saved', { id, name }, change))
    if (draft.publish_at) {
      const unscheduled = { before: { publish_at: draft.publish_at }, after: { publish_at: null } }
      await recordAudit(tx.db, draftEntry(tx, 'scoring_draft_unscheduled', { id, name }, unscheduled))
    }
    return getDraft(tx, id)
  })
}
