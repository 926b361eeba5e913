import type { OverrideScoreInput } from '@leadglass/contracts/verdicts.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError, invalidField } from '../errors.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { scoreOverridden } from './audited-verdict.ts'
import { classifyOverride, type LiveOverride } from './find-live-override.ts'
import { endOverrideOf, findLiveOverrideOf, insertOverride } from './override-repository.ts'
import { canEndOverride } from './verdict-policy.ts'

const longestMs = 90 * 86_400_000

/**
 * Somebody answers for another score until a date. It takes the place of the one before, if the caller may end that.
 * The computed score goes on beside it, untouched.
 */
export async function overrideScore(
  ctx: Context,
  leadId: string,
  input: OverrideScoreInput,
): Promise<LiveOverride> {
  const expiresAt = readExpiry(ctx, input.expires_at)
  const stored = await inTransaction(ctx, async (tx) => {
    const lead = await findVisibleLead(tx.db, tx.actor, leadId, { lock: true })
    const replaced = await findLiveOverrideOf(tx.db, lead.id, tx.now)
    if (replaced && !canEndOverride(tx.actor, replaced)) {
      throw new AppError('not_allowed', `${replaced.user_name} answers for this score until it expires`)
    }
    const { id: userId } = tx.actor
    await endOverrideOf(tx.db, lead.id, { at: tx.now, userId })
    const { score, reason } = input
    const override = await insertOverride(tx.db, {
      ...{ leadId: lead.id, userId, score, reason },
      ...{ at: tx.now, expiresAt },
    })
    await recordAudit(tx.db, scoreOverridden(tx, lead, replaced, override))
    return override
  })
  return classifyOverride(ctx.db, stored)
}

function readExpiry({ now }: Context, text: string): Date {
  const expiresAt = new Date(text)
  const ahead = expiresAt.getTime() - now.getTime()
  if (ahead <= 0) throw invalidField('expires_at', 'must be in the future')
  if (ahead > longestMs) throw invalidField('expires_at', 'must be at most 90 days ahead')
  return expiresAt
}
