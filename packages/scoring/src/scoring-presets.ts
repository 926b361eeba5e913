import { b2bModel } from './b2b-model.ts'
import { dealershipModel } from './dealership-model.ts'
import type { ScoringModel } from './scoring-model.ts'

/**
 * The models that come with the product, by the name under which they are chosen; `b2b` is the default.
 *
 * @example
 * scoringPresets.b2b === b2bModel // true
 */
export const scoringPresets: { b2b: ScoringModel; dealership: ScoringModel } = {
  b2b: b2bModel,
  dealership: dealershipModel,
}
