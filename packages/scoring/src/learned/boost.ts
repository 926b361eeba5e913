import type { Split } from './binned-table.ts'
import { lossOf, probabilityOf } from './log-odds.ts'

/** One table that boosting fills: bins or cells of every row, and the rule that makes a step. */
export type BoostTerm = {
  codes: Uint8Array
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

/** Rounds for which the parabola that stands for the loss of a row is kept, after the first few. */
const keptRounds = 5
/** By how much the held-out loss must fall from look to look to count as better. */
const worthwhile = 2e-5

/**
 * The rows during boosting. The loss of a learned row is followed by its parabola: slope at the last renewal
 * plus curvature × what has moved since. It spares the exponential at every step.
 */
type BoostRows = {
  scores: Float64Array
  slopes: Float64Array
  curvatures: Float64Array
  moved: Float64Array
}

/**
 * Cyclic gradient boosting (Lou et al. 2013, explainable boosting machines): round after round every term in
 * turn takes one small step against what all terms together still get wrong, so that terms share the credit
 * and none depends on the order of the columns.
 *
 * @param start the log-odds of every row before the first step
 */
export function boost(
  split: Split,
  terms: readonly BoostTerm[],
  start: Float64Array,
  limits: BoostLimits,
): BoostPath {
  const rows: BoostRows = {
    scores: Float64Array.from(start),
    slopes: new Float64Array(split.learned),
    curvatures: new Float64Array(split.learned),
    moved: new Float64Array(split.learned),
  }
  const steps = terms.map(({ bins }) => new Float64Array(bins))
  const tables = terms.map(({ bins }) => new Float64Array(bins))
  const curvatures = terms.map(({ bins }) => new Float64Array(bins))
  const path: BoostPath = { losses: [heldOutLoss(split, rows.scores)], terms: [copyOf(tables)] }
  let best = 0
  for (let round = 1; round <= limits.most && terms.length > 0; round++) {
    if (round <= keptRounds || round % keptRounds === 0) renew(split, rows, terms, curvatures)
    playRound(split, rows, terms, { steps, tables, curvatures })
    if (round % limits.every) continue
    path.losses.push(heldOutLoss(split, rows.scores))
    path.terms.push(copyOf(tables))
    const look = path.losses.length - 1
    if ((path.losses[look] ?? 0) < (path.losses[best] ?? 0) - worthwhile) best = look
    if (look - best >= limits.patience) break
  }
  return path
}

function copyOf(terms: readonly Float64Array[]): Float64Array[] {
  return terms.map((term) => Float64Array.from(term))
}

/** Moves the scores of the learned rows to where they are, and renews the parabolas there. */
function renew(
  split: Split,
  rows: BoostRows,
  terms: readonly BoostTerm[],
  curvatures: readonly Float64Array[],
) {
  const { scores, slopes, moved } = rows
  for (let row = 0; row < split.learned; row++) {
    const score = (scores[row] ?? 0) + (moved[row] ?? 0)
    const p = probabilityOf(score)
    scores[row] = score
    moved[row] = 0
    slopes[row] = p - (split.outcomes[row] ?? 0)
    rows.curvatures[row] = p * (1 - p)
  }
  for (const [at, { codes }] of terms.entries()) {
    const sums = curvatures[at] ?? new Float64Array()
    sums.fill(0)
    addBins(sums, codes, rows.curvatures)
  }
}

function addBins(sums: Float64Array, codes: Uint8Array, values: Float64Array) {
  for (let row = 0; row < values.length; row++) {
    const code = codes[row] ?? 0
    sums[code] = (sums[code] ?? 0) + (values[row] ?? 0)
  }
}

type Tables = { steps: Float64Array[]; tables: Float64Array[]; curvatures: Float64Array[] }

/** One step of every term. */
function playRound(split: Split, rows: BoostRows, terms: readonly BoostTerm[], own: Tables) {
  const none = new Uint8Array(split.rows)
  const still = new Float64Array(1)
  const slopes = new Float64Array(256)
  let lastCodes: Uint8Array = none
  let lastStep: Float64Array = still
  for (const [at, term] of terms.entries()) {
    const step = own.steps[at] ?? still
    const table = own.tables[at] ?? still
    slopes.fill(0)
    moveAndSum(rows, lastCodes, lastStep, term.codes, slopes)
    term.step(slopes, own.curvatures[at] ?? still, table, step)
    for (let bin = 0; bin < term.bins; bin++) table[bin] = (table[bin] ?? 0) + (step[bin] ?? 0)
    moveHeldOut(rows.scores, split.learned, term.codes, step)
    lastCodes = term.codes
    lastStep = step
  }
  moveAndSum(rows, lastCodes, lastStep, none, slopes)
}

/** The learned rows make the step of the term before; then their slopes are summed by the bins of this term. */
function moveAndSum(
  { slopes, curvatures, moved }: BoostRows,
  lastCodes: Uint8Array,
  lastStep: Float64Array,
  codes: Uint8Array,
  sums: Float64Array,
) {
  for (let row = 0; row < slopes.length; row++) {
    const by = (moved[row] ?? 0) + (lastStep[lastCodes[row] ?? 0] ?? 0)
    moved[row] = by
    const code = codes[row] ?? 0
    sums[code] = (sums[code] ?? 0) + (slopes[row] ?? 0) + (curvatures[row] ?? 0) * by
  }
}

function moveHeldOut(scores: Float64Array, learned: number, codes: Uint8Array, step: Float64Array) {
  for (let row = learned; row < scores.length; row++) {
    scores[row] = (scores[row] ?? 0) + (step[codes[row] ?? 0] ?? 0)
  }
}

/** The mean loss of the rows held out; 0 where there are none. */
function heldOutLoss(split: Split, scores: Float64Array): number {
  let sum = 0
  for (let row = split.learned; row < split.rows; row++) {
    sum += lossOf(scores[row] ?? 0, split.outcomes[row] ?? 0)
  }
  return sum / Math.max(1, split.rows - split.learned)
}
