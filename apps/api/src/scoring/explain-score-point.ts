import type { LeadFacts, ScoreLedger } from '@leadglass/scoring'
import type { Database } from '../db/db.ts'
import { notFound } from '../errors.ts'
import { type ActiveModel, modelOf } from './active-model.ts'
import type { ScorePoint } from './find-score-point.ts'
import { listFactsAt } from './list-facts-at.ts'
import { mostCounted } from './most-counted.ts'
import { type SettledLedger, settleLedger } from './settle-ledger.ts'

/** A score of a lead with everything behind it. */
export type ExplainedScore = {
  leadId: string
  point: ScorePoint
  model: ActiveModel
  facts: LeadFacts
  /** What the version makes of what was known then. */
  ledger: ScoreLedger
  /** The same, summing to the score that was stored. */
  settled: SettledLedger
}

/** Takes a score apart: with the version that made it, from what was known of the lead at its moment. */
export async function explainScorePoint(
  db: Database,
  leadId: string,
  point: ScorePoint,
): Promise<ExplainedScore> {
  const model = await modelOf(db, point.scoring_model_id)
  const at = new Date(point.at)
  const facts = (await listFactsAt(db, [{ leadId, at }], mostCounted(model.compiled))).get(leadId)
  if (!facts) throw notFound('Lead')
  const ledger = model.compiled.explain(facts, at.getTime())
  const settled = settleLedger({ model: model.compiled.model, facts, ledger }, point)
  return { leadId, point, model, facts, ledger, settled }
}
