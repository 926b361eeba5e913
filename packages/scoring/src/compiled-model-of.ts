import { type CompiledModel, compileModel } from './compile-model.ts'
import type { ScoringModel } from './scoring-model.ts'

const compiledModels = new WeakMap<ScoringModel, CompiledModel>()

/**
 * The compiled form of a model, compiled once for as long as the model object lives. A model is data that
 * does not change: to change it, make another object.
 *
 * Formula: none; the same model object gives the same compiled model.
 *
 * @throws RangeError when the model is not valid, naming the rule and the field
 * @example
 * compiledModelOf(b2bModel) === compiledModelOf(b2bModel) // true
 */
export function compiledModelOf(model: ScoringModel): CompiledModel {
  const known = compiledModels.get(model)
  if (known) return known
  const compiled = compileModel(model)
  compiledModels.set(model, compiled)
  return compiled
}
