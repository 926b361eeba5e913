import type { Split } from './binned-table.ts'
import { lossOf, probabilityOf } from './log-odds.ts'

/** One table that boosting fills: bins or cells of every row, and the rule that makes a step. */
export type BoostTerm = {
  codes: Uint8Array | Uint16Array
  bins: number
  /** Writes the next step, from the slopes and curvatures of the loss per bin and the term so far. */
  step: (slopes: Float64Array, curvatures: Float64Array, term: Float64Array, step: Float64Array) => void
}

/** How long boosting goes on. */
export type BoostLimits = {
  most: number
  /** Rounds between two looks at the rows held out. */
  every: number
  /** Looks without improvement after which it ends. */
  patience: number
}

/** What boosting did: the mean loss on the rows held out, and all terms, at each look (the first before any step). */
export type BoostPath = { losses: number[]; terms: Float64Array[][] }

/**
 * Cyclic gradient boosting (Lou et al. 2013, explainable boosting machines): round after round every term in
 * turn takes one small step against what all terms together still get wrong, so that terms share the credit
 * and none depends on the order of the columns.
 *
 * Within a round the slope of each row follows its curvature, which spares the exponential; both are exact
 * again at each round.
 *
 * @param start the log-odds of every row before the first step
 */
export function boost(
  split: Split,
  terms: readonly BoostTerm[],
  start: Float64Array,
  limits: BoostLimits,
): BoostPath {
  const state = {
    scores: Float64Array.from(start),
    slopes: new Float64Array(split.learned),
    curvatures: new Float64Array(split.learned),
    steps: terms.map(({ bins }) => new Float64Array(bins)),
    terms: terms.map(({ bins }) => new Float64Array(bins)),
  }
  const most = Math.max(0, ...terms.map(({ bins }) => bins))
  const sums = { slopes: new Float64Array(most), curvatures: new Float64Array(most) }
  const path: BoostPath = { losses: [heldOutLoss(split, state.scores)], terms: [copyOf(state.terms)] }
  let best = 0
  for (let round = 1; round <= limits.most && terms.length > 0; round++) {
    refresh(split, state.scores, state.slopes, state.curvatures)
    for (const [at, term] of terms.entries()) {
      const last = at === 0 ? null : terms[at - 1]
      sumBins(state.slopes, state.curvatures, term, sums, last?.codes, state.steps[at - 1])
      const step = state.steps[at] ?? new Float64Array()
      const table = state.terms[at] ?? new Float64Array()
      term.step(sums.slopes, sums.curvatures, table, step)
      for (let bin = 0; bin < term.bins; bin++) table[bin] = (table[bin] ?? 0) + (step[bin] ?? 0)
    }
    for (const [at, term] of terms.entries())
      addSteps(state.scores, term.codes, state.steps[at] ?? new Float64Array())
    if (round % limits.every) continue
    path.losses.push(heldOutLoss(split, state.scores))
    path.terms.push(copyOf(state.terms))
    const look = path.losses.length - 1
    if ((path.losses[look] ?? 0) < (path.losses[best] ?? 0)) best = look
    if (look - best >= limits.patience) break
  }
  return path
}

function copyOf(terms: readonly Float64Array[]): Float64Array[] {
  return terms.map((term) => Float64Array.from(term))
}

function refresh(split: Split, scores: Float64Array, slopes: Float64Array, curvatures: Float64Array) {
  for (let row = 0; row < split.learned; row++) {
    const p = probabilityOf(scores[row] ?? 0)
    slopes[row] = p - (split.outcomes[row] ?? 0)
    curvatures[row] = p * (1 - p)
  }
}

/** Sums slopes and curvatures per bin; first the slopes follow the step that the term before has made. */
function sumBins(
  slopes: Float64Array,
  curvatures: Float64Array,
  term: BoostTerm,
  sums: { slopes: Float64Array; curvatures: Float64Array },
  lastCodes?: Uint8Array | Uint16Array,
  lastStep?: Float64Array,
) {
  sums.slopes.fill(0, 0, term.bins)
  sums.curvatures.fill(0, 0, term.bins)
  const { codes } = term
  for (let row = 0; row < slopes.length; row++) {
    const curvature = curvatures[row] ?? 0
    let slope = slopes[row] ?? 0
    if (lastCodes && lastStep) {
      slope += curvature * (lastStep[lastCodes[row] ?? 0] ?? 0)
      slopes[row] = slope
    }
    const code = codes[row] ?? 0
    sums.slopes[code] = (sums.slopes[code] ?? 0) + slope
    sums.curvatures[code] = (sums.curvatures[code] ?? 0) + curvature
  }
}

function addSteps(scores: Float64Array, codes: Uint8Array | Uint16Array, step: Float64Array) {
  for (let row = 0; row < scores.length; row++)
    scores[row] = (scores[row] ?? 0) + (step[codes[row] ?? 0] ?? 0)
}

/** The mean loss of the rows held out; 0 where there are none. */
function heldOutLoss(split: Split, scores: Float64Array): number {
  let sum = 0
  for (let row = split.learned; row < split.rows; row++) {
    sum += lossOf(scores[row] ?? 0, split.outcomes[row] ?? 0)
  }
  return sum / Math.max(1, split.rows - split.learned)
}
