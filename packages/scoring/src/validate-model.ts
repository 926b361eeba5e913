import { modelProblems } from './model-problems.ts'
import type { ScoringModel } from './scoring-model.ts'

/**
 * Checks that a value, such as a JSON document, is a scoring model, and says everything that is wrong.
 *
 * Formula: none; the same value comes back when nothing is wrong. The problems are listed in the message
 * and, one by one, in the error's `cause`.
 *
 * @throws RangeError naming the rule and the field of every problem
 * @example
 * validateModel({ ...model, rules: [{ ...openRule, maxCount: 0 }] })
 * // RangeError: Invalid scoring model: rule "email-open": maxCount must be a whole number from 1 to 1000
 */
export function validateModel(model: unknown): ScoringModel {
  const problems = modelProblems(model).map(({ rule, message }) => (rule ? `${rule}: ${message}` : message))
  if (problems.length > 0) {
    throw new RangeError(`Invalid scoring model: ${problems.join('; ')}`, { cause: problems })
  }
  return model as ScoringModel
}
