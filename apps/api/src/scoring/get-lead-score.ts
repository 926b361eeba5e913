import type { Context } from '../context.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { type ExplainedScore, explainScorePoint } from './explain-score-point.ts'
import { currentScorePoint } from './find-score-point.ts'

/**
 * The stored score, taken apart: the ledger is computed with the version that made the score, as of the moment it
 * was made, so its terms sum to the number that every list shows. Nothing is written (R102).
 */
export async function getLeadScore(ctx: Context, leadId: string): Promise<ExplainedScore> {
  const lead = await findVisibleLead(ctx.db, ctx.actor, leadId)
  return explainScorePoint(ctx.db, leadId, currentScorePoint(lead))
}
