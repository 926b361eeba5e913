import type { ScheduleInput } from '@leadglass/contracts/rule-lab.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { invalidField } from '../errors.ts'
import { draftEntry } from './audited-rules.ts'
import { checkRules } from './check-rules.ts'
import { setDraftSchedule } from './draft-repository.ts'
import { lockDraftRevision } from './find-draft.ts'
import { type DraftDetail, getDraft } from './get-draft.ts'

/** Gives a draft the date at which it will be put in force, in the name of who gives it. */
export function scheduleDraft(ctx: Context, id: string, input: ScheduleInput): Promise<DraftDetail> {
  const publishAt = new Date(input.publish_at)
  if (publishAt.getTime() <= ctx.now.getTime()) throw invalidField('publish_at', 'must be in the future')
  return inTransaction(ctx, async (tx) => {
    const draft = await lockDraftRevision(tx.db, id, input.revision)
    checkRules(draft.document)
    const { reason } = input
    const scheduled = {
      publishAt: publishAt.toISOString(),
      scheduledById: tx.actor.id,
      reason,
      problem: null,
    }
    await setDraftSchedule(tx.db, { id, ...scheduled })
    const change = {
      before: { publish_at: draft.publish_at },
      after: { publish_at: scheduled.publishAt, revision: draft.revision, reason },
    }
    await recordAudit(tx.db, draftEntry(tx, 'scoring_draft_scheduled', draft, change))
    return getDraft(tx, id)
  })
}
