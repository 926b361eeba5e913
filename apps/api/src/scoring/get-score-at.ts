import type { Context } from '../context.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { type ExplainedScore, explainScorePoint } from './explain-score-point.ts'
import { findScorePoint } from './find-score-point.ts'

/** The score that an entry of the history made, or that stood at a moment, term by term. */
export async function getScoreAt(ctx: Context, leadId: string, at: string): Promise<ExplainedScore> {
  const lead = await findVisibleLead(ctx.db, ctx.actor, leadId)
  return explainScorePoint(ctx.db, leadId, await findScorePoint(ctx.db, lead, at))
}
