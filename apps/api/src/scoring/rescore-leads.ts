import type { Database } from '../db/db.ts'
import { type ActiveModel, activeModel } from './active-model.ts'
import { mostCounted } from './most-counted.ts'
import {
  listLeadsToRescore,
  type NewScore,
  type RescoredLead,
  setRescoredLeads,
} from './rescore-repository.ts'
import { scoreLeadAt } from './score-lead-at.ts'

const batchSize = 500

export type RescoreResult = { read: number; moved: number }

/**
 * Brings every stored score up to a moment: what decayed or fell silent since is written, all else is left alone.
 * Batches are short statements without locks, so requests go on meanwhile and two runs at once do no harm.
 */
export async function rescoreLeads(db: Database, now: Date, signal?: AbortSignal): Promise<RescoreResult> {
  const model = await activeModel(db)
  const perType = mostCounted(model.compiled)
  const result = { read: 0, moved: 0 }
  let after: string | null = null
  while (!signal?.aborted) {
    const leads = await listLeadsToRescore(db, after, batchSize, perType)
    const last = leads.at(-1)
    if (!last) break
    const scores = leads.flatMap((lead) => moveOf(model, lead, now))
    if (scores.length > 0) {
      result.moved += await setRescoredLeads(db, scores, { at: now, modelId: model.id, trigger: 'decay' })
    }
    result.read += leads.length
    after = last.id
  }
  return result
}

/** The new score of a lead, or nothing where no part of it moved. */
function moveOf(model: ActiveModel, lead: RescoredLead, now: Date): NewScore[] {
  if (Date.parse(lead.scored_at) > now.getTime()) return []
  const activities = lead.activity_facts.map(([id, type, at]) => ({ id, type, at }))
  const { total, classification, breakdown } = scoreLeadAt(model, lead, activities, now)
  const isSame =
    total === lead.current_score &&
    classification === lead.classification &&
    breakdown.engagement === lead.engagement_score &&
    breakdown.buying_signals === lead.buying_score &&
    breakdown.demographic_fit === lead.fit_score
  if (isSame && model.id === lead.scoring_model_id) return []
  return [
    {
      lead,
      total,
      classification,
      engagement: breakdown.engagement,
      buyingSignals: breakdown.buying_signals,
      demographicFit: breakdown.demographic_fit,
    },
  ]
}
