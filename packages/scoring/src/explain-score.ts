import { compiledModelOf } from './compiled-model-of.ts'
import type { LeadFacts, ScoreLedger } from './lead-score.ts'
import type { ScoringModel } from './scoring-model.ts'

/**
 * The score of a lead as of a moment with every term behind it, so that a person can check it line by line.
 *
 * Formula: see `compileModel`; the points of the terms sum to each group and to the total.
 *
 * @throws RangeError when the model is not valid, or `at` is not a time
 * @example
 * explainScore(dealershipModel, alice, now).terms.map((term) => `${term.label} ${term.points}`)
 * // ['Opened an e-mail 6', 'Visited the website 4', 'Low income 1', 'Credit score not available 2']
 */
export function explainScore(model: ScoringModel, facts: LeadFacts, at: number): ScoreLedger {
  return compiledModelOf(model).explain(facts, at)
}
