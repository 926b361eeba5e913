import { type Area, areaUnderCurve } from './area-under-curve.ts'
import { ascendingOrder } from './ascending-order.ts'
import { fitPlatt } from './fit-platt.ts'
import { logOddsOf } from './log-odds.ts'

/** A tenth of the predictions: how high they were, and how often the outcome was won. */
export type CalibrationBin = { rows: number; predicted: number; observed: number }

/** What predictions are worth, measured on rows that the model did not see. */
export type Judgement = {
  rows: number
  won: number
  auc: Area | null
  logLoss: number
  brier: number
  ece: number
  calibration: { slope: number | null; intercept: number | null; bins: CalibrationBin[] }
  topDecile: { lift: number | null; capture: number | null }
}

/**
 * Judges probabilities by what came true.
 *
 * - AUC with DeLong's interval: does it rank? Log-loss and Brier score: is it right?
 * - ECE: mean distance of predicted and observed rate over ten bins of equal width, weighted by rows.
 * - Slope and intercept of the logistic regression of the outcome on the predicted log-odds: 1 and 0 are
 *   right, a slope below 1 claims too much. Bins by tenths of the rows, for a plot.
 * - Lift and capture of the top tenth: how much richer it is, and which share of the won it holds; rows
 *   that tie at its border count in part.
 *
 * @throws RangeError when lengths differ, a label is not 0 or 1, or a probability not within 0 to 1
 * @example
 * judge([0, 1], [0.5, 0.5]).logLoss // 0.6931471805599453
 */
export function judge(labels: ArrayLike<number>, probabilities: ArrayLike<number>): Judgement {
  check(labels, probabilities)
  const rows = labels.length
  const raw = Float64Array.from({ length: rows }, (_, row) => logOddsOf(probabilities[row] ?? 0))
  let won = 0
  let loss = 0
  let squares = 0
  for (let row = 0; row < rows; row++) {
    const label = labels[row] ?? 0
    const p = Math.min(1 - 1e-15, Math.max(1e-15, probabilities[row] ?? 0))
    won += label
    loss -= label === 1 ? Math.log(p) : Math.log1p(-p)
    squares += (label - p) ** 2
  }
  const both = won > 0 && won < rows
  const constant = raw.every((value) => value === raw[0])
  const platt = both && !constant ? fitPlatt(labels, raw) : null
  const order = ascendingOrder(probabilities)
  return {
    rows,
    won,
    auc: areaUnderCurve(labels, probabilities),
    logLoss: rows ? loss / rows : 0,
    brier: rows ? squares / rows : 0,
    ece: calibrationError(labels, probabilities),
    calibration: {
      slope: platt?.slope ?? null,
      intercept: platt?.intercept ?? null,
      bins: tenthsOf(labels, probabilities, order),
    },
    topDecile: topTenth(labels, probabilities, order),
  }
}

function check(labels: ArrayLike<number>, probabilities: ArrayLike<number>) {
  if (labels.length !== probabilities.length)
    throw new RangeError('labels and probabilities differ in length')
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]
    if (label !== 0 && label !== 1) throw new RangeError(`the label of row ${row} is ${label}, not 0 or 1`)
    const p = probabilities[row] ?? Number.NaN
    if (!(p >= 0 && p <= 1)) throw new RangeError(`the probability of row ${row} is ${p}, not within 0 to 1`)
  }
}

function calibrationError(labels: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  const gaps = new Float64Array(10)
  for (let row = 0; row < labels.length; row++) {
    const p = probabilities[row] ?? 0
    const bin = Math.min(9, Math.floor(p * 10))
    gaps[bin] = (gaps[bin] ?? 0) + p - (labels[row] ?? 0)
  }
  return labels.length ? gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / labels.length : 0
}

function tenthsOf(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  order: Uint32Array,
): CalibrationBin[] {
  const bins: CalibrationBin[] = []
  for (let tenth = 0; tenth < 10; tenth++) {
    const start = Math.floor((tenth * order.length) / 10)
    const end = Math.floor(((tenth + 1) * order.length) / 10)
    if (start === end) continue
    const bin = { rows: end - start, predicted: 0, observed: 0 }
    for (let at = start; at < end; at++) {
      bin.predicted += (probabilities[order[at] ?? 0] ?? 0) / bin.rows
      bin.observed += (labels[order[at] ?? 0] ?? 0) / bin.rows
    }
    bins.push(bin)
  }
  return bins
}

function topTenth(labels: ArrayLike<number>, probabilities: ArrayLike<number>, order: Uint32Array) {
  let won = 0
  for (let row = 0; row < labels.length; row++) won += labels[row] ?? 0
  if (!won) return { lift: null, capture: null }
  const wanted = labels.length / 10
  let taken = 0
  let caught = 0
  for (let end = order.length; end > 0 && taken < wanted; ) {
    const p = probabilities[order[end - 1] ?? 0]
    let tied = 0
    let tiedWon = 0
    for (; end > 0 && probabilities[order[end - 1] ?? 0] === p; end--) {
      tied++
      tiedWon += labels[order[end - 1] ?? 0] ?? 0
    }
    const part = Math.min(tied, wanted - taken) / tied
    taken += tied * part
    caught += tiedWon * part
  }
  return { lift: (caught / wanted) * (labels.length / won), capture: caught / won }
}
