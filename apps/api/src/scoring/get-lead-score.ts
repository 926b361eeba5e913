import type { ScoreLedger } from '@leadglass/scoring'
import type { Context } from '../context.ts'
import { loadScoringInputs } from '../leads/load-scoring-inputs.ts'
import { type ActiveModel, activeModel, modelOf } from './active-model.ts'
import { leadFacts } from './lead-facts.ts'
import { mostCounted } from './most-counted.ts'

export type LeadLedger = { leadId: string; ledger: ScoreLedger; model: ActiveModel; scoredAt: string }

/**
 * The stored score, taken apart: the ledger is computed with the version that made the score, as of the moment it
 * was made, so its terms sum to the number that every list shows. Nothing is written.
 */
export async function getLeadScore(ctx: Context, leadId: string): Promise<LeadLedger> {
  const current = await activeModel(ctx.db)
  let inputs = await loadScoringInputs(ctx.db, ctx.actor, leadId, mostCounted(current.compiled))
  const model = await modelOf(ctx.db, inputs.scoring_model_id)
  const needed = mostCounted(model.compiled)
  if (needed > mostCounted(current.compiled)) {
    inputs = await loadScoringInputs(ctx.db, ctx.actor, leadId, needed)
  }
  const facts = leadFacts(inputs, inputs.activities)
  return {
    leadId,
    ledger: model.compiled.explain(facts, Date.parse(inputs.scored_at)),
    model,
    scoredAt: inputs.scored_at,
  }
}
