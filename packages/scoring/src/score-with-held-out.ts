import { type CompiledVersion, compileVersion } from './compile-version.ts'
import type { LeadFacts, LeadScore } from './lead-score.ts'
import type { ScoringVersion } from './scoring-version.ts'

const compiledVersions = new WeakMap<ScoringVersion, CompiledVersion>()

/**
 * The score that a version would give a lead if its learned part had not been trained on it: for report cards,
 * whose leads the model must not have seen. What was learned is all in the baseline, as held-out log-odds have no
 * terms. With rules alone it is their score.
 *
 * Formula: see `compileVersion`, with the learned points of the given log-odds. A version is compiled once for
 * as long as the version object lives.
 *
 * @param heldOutLogOdds from a model that has not seen the lead, as `predictFold` gives them
 * @throws RangeError when the version is not valid, `at` is not a time or the log-odds are not a number
 * @example
 * scoreWithHeldOut(version, dana, closedAt, -0.4).classification // 'warm'
 */
export function scoreWithHeldOut(
  version: ScoringVersion,
  facts: LeadFacts,
  at: number,
  heldOutLogOdds: number,
): LeadScore {
  const compiled = compiledVersions.get(version) ?? compileVersion(version)
  compiledVersions.set(version, compiled)
  return compiled.scoreWithHeldOut(facts, at, heldOutLogOdds)
}
