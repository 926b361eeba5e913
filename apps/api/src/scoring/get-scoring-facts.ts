import type { ScoringFacts } from '@leadglass/contracts/scoring.ts'
import type { Context } from '../context.ts'
import { loadScoringInputs } from '../leads/load-scoring-inputs.ts'
import { leadFacts } from './lead-facts.ts'

/** No rule counts more of a type. */
const mostOfAType = 1_000

/** What the score of a lead is made from, for rules that are not in force: a preview scores it by itself. */
export async function getScoringFacts(ctx: Context, leadId: string): Promise<ScoringFacts> {
  const lead = await loadScoringInputs(ctx.db, ctx.actor, leadId, mostOfAType)
  const { fields, activities, createdAt } = leadFacts(lead, lead.activities)
  return {
    lead_id: leadId,
    name: lead.name,
    fields: fields as ScoringFacts['fields'],
    activities: [...activities],
    createdAt,
    current_score: lead.current_score,
    classification: lead.classification,
  }
}
