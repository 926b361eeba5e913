import type { GiveVerdictInput } from '@leadglass/contracts/verdicts.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { verdictGiven } from './audited-verdict.ts'
import { insertVerdict, type VerdictRow } from './verdict-repository.ts'

/** Writes down what somebody thinks of the score as it stands; the score stays as it is. */
export function giveVerdict(ctx: Context, leadId: string, input: GiveVerdictInput): Promise<VerdictRow> {
  return inTransaction(ctx, async (tx) => {
    // Locked, so that two words of one person never stand side by side.
    const lead = await findVisibleLead(tx.db, tx.actor, leadId, { lock: true })
    const verdict = await insertVerdict(tx.db, {
      leadId: lead.id,
      userId: tx.actor.id,
      verdict: input.verdict,
      reason: input.reason ?? null,
      at: tx.now,
    })
    await recordAudit(tx.db, verdictGiven(tx, lead, verdict))
    return verdict
  })
}
