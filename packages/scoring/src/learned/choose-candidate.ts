import { areaUnderCurve } from './area-under-curve.ts'
import type { Candidate, Trial } from './candidate.ts'
import { fitPlatt } from './fit-platt.ts'
import { lossOf } from './log-odds.ts'
import type { CandidateFigures, Signal } from './scorecard.ts'

/** Under so many won or lost rows nothing can be excluded: the least that a report card asks for as well. */
export const fewestOutcomes = 50

/** The mean gain of one list of losses over another, with its standard error. */
type Gain = { mean: number; error: number }

/**
 * The simplest candidate that none beats clearly: a more complex one has to lower the mean log-loss on rows
 * not seen by more than one standard error of the difference, and, where rows have times, be better on the
 * latest ones too. Their losses are compared after an affine map, as the win rate of the latest rows is
 * learned from them in any case.
 */
export function chooseCandidate(candidates: readonly Candidate[], trial: Trial): Candidate {
  const [simplest, ...others] = candidates
  if (!simplest) throw new RangeError('there is no candidate to choose')
  let chosen = simplest
  for (const other of others) {
    const gain = gainOf(
      lossesOf(chosen.heldOut, trial.table.outcomes),
      lossesOf(other.heldOut, trial.table.outcomes),
    )
    if (gain.mean <= gain.error || gain.mean <= 0) continue
    // Time can speak for a simpler model, but not against there being a model at all.
    if (chosen !== simplest && !isBetterLater(other, chosen, trial)) continue
    chosen = other
  }
  return chosen
}

/** Whether a candidate is better than another on the latest rows too; where rows have no times, nothing speaks against it. */
function isBetterLater(one: Candidate, other: Candidate, { later }: Trial): boolean {
  if (!later || !one.later || !other.later) return true
  const outcomes = later.outcomes.subarray(later.learned)
  return laterLoss(one.later, outcomes) < laterLoss(other.later, outcomes)
}

/** Whether a candidate's held-out predictions, after their affine map, show that there is something to learn. */
export function signalOf(candidate: Candidate, base: Candidate, trial: Trial): Signal {
  const { outcomes, won, rows } = trial.table
  const gain = gainOf(lossesOf(base.heldOut, outcomes), lossesOf(candidate.heldOut, outcomes))
  const area = areaUnderCurve(outcomes, candidate.heldOut)
  const ranks = area !== null && area.interval.low > 0.5
  if (gain.mean > 2 * gain.error && ranks) return 'reliable'
  return Math.min(won, rows - won) < fewestOutcomes ? 'unproven' : 'none'
}

/** What a candidate reached, for the card. */
export function figuresOf({ name, setting, heldOut, later }: Candidate, trial: Trial): CandidateFigures {
  const { outcomes } = trial.table
  const logLoss = round(meanOf(lossesOf(heldOut, outcomes)))
  const auc = roundOrNull(areaUnderCurve(outcomes, heldOut)?.value)
  if (!trial.later || !later) return { name, setting, logLoss, auc, later: null }
  const latest = trial.later.outcomes.subarray(trial.later.learned)
  // As they are compared: after the affine map, which the finished model has as well.
  const latestLoss = round(laterLoss(later, latest))
  const latestAuc = roundOrNull(areaUnderCurve(latest, later)?.value)
  return { name, setting, logLoss, auc, later: { logLoss: latestLoss, auc: latestAuc } }
}

/** The log-loss of the latest rows by a model of the earlier ones, its log-odds put right by an affine map. */
function laterLoss(later: Float64Array, outcomes: Uint8Array): number {
  const { slope } = fitPlatt(outcomes, later, { slope: 1, precision: 1 })
  // A ranking that has turned round is worth no more than none.
  const scaled = later.map((score) => Math.max(0, slope) * score)
  const { intercept } = fitPlatt(outcomes, scaled, { slope: 1, precision: 1e9 })
  return meanOf(
    lossesOf(
      scaled.map((score) => intercept + score),
      outcomes,
    ),
  )
}

function lossesOf(scores: Float64Array, outcomes: Uint8Array): Float64Array {
  return scores.map((score, row) => lossOf(score, outcomes[row] ?? 0))
}

function gainOf(before: Float64Array, after: Float64Array): Gain {
  const differences = before.map((loss, row) => loss - (after[row] ?? 0))
  const mean = meanOf(differences)
  const squares = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0)
  return { mean, error: Math.sqrt(squares) / Math.max(1, differences.length) }
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

function roundOrNull(value: number | undefined): number | null {
  return value === undefined ? null : round(value)
}
