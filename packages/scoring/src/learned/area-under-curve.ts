import { ascendingOrder } from './ascending-order.ts'
import { logOddsOf, probabilityOf } from './log-odds.ts'
import { type Interval, z95 } from './wilson-interval.ts'

/** The area under the ROC curve with its 95 % interval; null where one outcome is missing. */
export type Area = { value: number; interval: Interval; standardError: number }

/**
 * How well scores rank: the chance that a won row scores above a lost one, ties counting half, with
 * DeLong's interval on the logit scale (so that it stays between 0 and 1).
 *
 * Formula (DeLong 1988, by mid-ranks as Sun and Xu 2014): with m won and n lost rows, each row's placement
 * is the share of the other outcome that it beats; the variance is var(placements of won)/m +
 * var(placements of lost)/n. A perfect or perfectly wrong ranking has Hanley's rule of three as its bound.
 *
 * @throws RangeError when a score is not a number
 * @example
 * areaUnderCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])?.value // 0.75
 */
export function areaUnderCurve(labels: ArrayLike<number>, scores: ArrayLike<number>): Area | null {
  const { placements, won, lost } = placementsOf(labels, scores)
  if (!won || !lost) return null
  let wonSum = 0
  for (let row = 0; row < labels.length; row++) if (labels[row] === 1) wonSum += placements[row] ?? 0
  const value = wonSum / won
  let wonSquares = 0
  let lostSquares = 0
  for (let row = 0; row < labels.length; row++) {
    const distance = (placements[row] ?? 0) - value
    if (labels[row] === 1) wonSquares += distance * distance
    else lostSquares += distance * distance
  }
  const variance = wonSquares / Math.max(1, won - 1) / won + lostSquares / Math.max(1, lost - 1) / lost
  const standardError = Math.sqrt(variance)
  return { value, standardError, interval: intervalOf(value, standardError, Math.min(won, lost)) }
}

function intervalOf(value: number, standardError: number, fewer: number): Interval {
  if (standardError === 0) {
    const unseen = Math.min(1, 3 / fewer)
    if (value === 1) return { low: 1 - unseen, high: 1 }
    if (value === 0) return { low: 0, high: unseen }
    return { low: value, high: value }
  }
  const logit = logOddsOf(value)
  const half = (z95 * standardError) / (value * (1 - value))
  return { low: probabilityOf(logit - half), high: probabilityOf(logit + half) }
}

/** For each row the share of rows of the other outcome on its right side, by mid-ranks. */
function placementsOf(labels: ArrayLike<number>, scores: ArrayLike<number>) {
  const rows = labels.length
  let won = 0
  for (let row = 0; row < rows; row++) {
    if (Number.isNaN(scores[row])) throw new RangeError(`the score of row ${row} is not a number`)
    won += labels[row] === 1 ? 1 : 0
  }
  const order = ascendingOrder(scores)
  const lost = rows - won
  const placements = new Float64Array(rows)
  let wonBelow = 0
  for (let start = 0; start < rows; ) {
    const score = scores[order[start] ?? 0]
    let end = start
    let wonTied = 0
    for (; end < rows && scores[order[end] ?? 0] === score; end++) wonTied += labels[order[end] ?? 0] ?? 0
    const lostTied = end - start - wonTied
    const lostBelow = start - wonBelow
    for (let at = start; at < end; at++) {
      const row = order[at] ?? 0
      const wonAbove = won - wonBelow - wonTied
      placements[row] = labels[row] === 1 ? (lostBelow + lostTied / 2) / lost : (wonAbove + wonTied / 2) / won
    }
    wonBelow += wonTied
    start = end
  }
  return { placements, won, lost }
}
