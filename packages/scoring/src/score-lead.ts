import { compiledModelOf } from './compiled-model-of.ts'
import type { LeadFacts, LeadScore } from './lead-score.ts'
import type { ScoringModel } from './scoring-model.ts'

/**
 * The score of a lead as of a moment, without the terms behind it: for lists and for rescoring many leads.
 *
 * Formula: see `compileModel`; the result always equals that of `explainScore` without its terms.
 *
 * @throws RangeError when the model is not valid, or `at` is not a time
 * @example
 * scoreLead(dealershipModel, jane, now)
 * // { total: 95, classification: 'hot', breakdown: { engagement: 40, buying_signals: 35, demographic_fit: 20 },
 * //   winProbability: null }
 */
export function scoreLead(model: ScoringModel, facts: LeadFacts, at: number): LeadScore {
  return compiledModelOf(model).score(facts, at)
}
