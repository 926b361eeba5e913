import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import { type Context, inTransaction } from '../context.ts'
import { checkRules } from './check-rules.ts'
import { lockDraftRevision } from './find-draft.ts'
import { putDraftInForce } from './put-draft-in-force.ts'

/** Puts a draft in force as it was read. */
export function publishDraft(
  ctx: Context,
  id: string,
  { revision, reason }: { revision: number; reason: string },
): Promise<ScoringVersion> {
  return inTransaction(ctx, async (tx) => {
    const draft = await lockDraftRevision(tx.db, id, revision)
    checkRules(draft.document)
    return putDraftInForce(tx, draft, reason)
  })
}
