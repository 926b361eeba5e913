import { type BinnedFeature, missingBin } from './bin-columns.ts'
import { baseLogOdds, type Split } from './binned-table.ts'
import { type BoostLimits, type BoostPath, type BoostTerm, boost } from './boost.ts'
import { type StepLimits, stepLevels, stepNumber } from './boost-steps.ts'
import { holdRising, risingOrder } from './hold-monotone.ts'
import { pseudoRows } from './ridge-design.ts'

/** The share of a step that is taken: small, so that correlated features share what they know. */
const rate = 0.08

/** How far the terms of a split may go in a step, by the base rate of the rows that are learned from. */
export function stepLimitsOf(split: Split): StepLimits {
  let won = 0
  for (let row = 0; row < split.learned; row++) won += split.outcomes[row] ?? 0
  const share = (won + 1) / (split.learned + 2)
  const shrinkage = pseudoRows * share * (1 - share)
  return { rate, least: shrinkage, shrinkage }
}

/** The log-odds of the base rate of the learned rows, for every row. */
export function baseScores(split: Split): Float64Array {
  let won = 0
  for (let row = 0; row < split.learned; row++) won += split.outcomes[row] ?? 0
  return new Float64Array(split.rows).fill(baseLogOdds(won, split.learned))
}

/** Boosts one term per feature: levels each for themselves, numbers by small trees, missing values apart. */
export function boostMains(features: readonly BinnedFeature[], split: Split, limits: BoostLimits): BoostPath {
  const stepLimits = stepLimitsOf(split)
  const terms = features.map((feature, at): BoostTerm => {
    const codes = split.codes[at] ?? new Uint8Array()
    const numeric = feature.kind === 'numeric'
    const order = risingOrder(feature)
    return {
      codes,
      bins: feature.bins,
      step: (slopes, curvatures, term, step) => {
        const sums = { slopes, curvatures }
        stepLevels(sums, term, stepLimits, step, missingBin, numeric ? 1 : feature.bins)
        if (numeric) stepNumber(sums, stepLimits, step, 1, feature.bins)
        if (order) holdStep(term, step, order, feature.counts)
      },
    }
  })
  return boost(split, terms, baseScores(split), limits)
}

/** Shortens a step so that the term does not leave its direction. */
function holdStep(term: Float64Array, step: Float64Array, order: Uint16Array, rows: ArrayLike<number>) {
  for (let bin = 0; bin < step.length; bin++) step[bin] = (step[bin] ?? 0) + (term[bin] ?? 0)
  holdRising(step, order, rows)
  for (let bin = 0; bin < step.length; bin++) step[bin] = (step[bin] ?? 0) - (term[bin] ?? 0)
}
