import type { Candidate, Trial } from './candidate.ts'
import { scoreRows } from './card-terms.ts'
import { fewestOutcomes } from './choose-candidate.ts'
import { fitPlatt } from './fit-platt.ts'
import type { CardTraining } from './scorecard.ts'

/**
 * The affine map that puts the log-odds of a candidate right (Platt 1999): slope and intercept from rows that
 * it had not seen. Where rows have times, the slope is at most the one at which a model of the earlier rows
 * serves the later ones, and the intercept is what makes the latest rows right.
 */
export function calibrate(candidate: Candidate, trial: Trial): CardTraining['calibration'] {
  if (trial.folds.length < 2 || (candidate.name === 'base' && !trial.latest)) {
    return { slope: 1, intercept: 0, by: 'nothing' }
  }
  const { outcomes, won, rows } = trial.table
  const rate = won / rows
  const few = Math.min(won, rows - won) < fewestOutcomes
  // As if twenty rows had confirmed the slope before.
  const prior = { slope: 1, precision: 20 * rate * (1 - rate) }
  const held = fitPlatt(outcomes, candidate.heldOut, prior)
  const slope = Math.max(0.05, Math.min(few ? 1 : 1.5, held.slope))
  if (!trial.later || !trial.latest || !candidate.later) {
    return { slope, intercept: centredIntercept(candidate.heldOut, slope, outcomes), by: 'held-out rows' }
  }
  const later = trial.later.outcomes.subarray(trial.later.learned)
  const aged = fitPlatt(later, candidate.later, { ...prior, slope })
  // The base rate is the same for every row: it has no slope, only a level.
  const steep = candidate.name === 'base' ? 1 : Math.max(0.05, Math.min(slope, aged.slope))
  const scores = scoreRows(candidate.terms(), trial.table, trial.latest)
  const today = Uint8Array.from(trial.latest, (row) => outcomes[row] ?? 0)
  return { slope: steep, intercept: centredIntercept(scores, steep, today), by: 'latest rows' }
}

/** The intercept with which log-odds of a given slope predict the observed win rate. */
function centredIntercept(scores: Float64Array, slope: number, outcomes: Uint8Array): number {
  const scaled = scores.map((score) => slope * score)
  return fitPlatt(outcomes, scaled, { slope: 1, precision: 1e9 }).intercept
}
