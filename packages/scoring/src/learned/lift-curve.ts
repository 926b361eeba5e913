import { ascendingOrder } from './ascending-order.ts'

/** The share of leads taken from the top, and the share of won leads among all won that they hold. */
export type LiftPoint = { share: number; captured: number }

const steps = 40

/**
 * How much of what was won lies how far from the top: whoever works the best tenth first wants to know how many
 * of the deals are in it.
 *
 * Formula: for each fortieth of the leads, ordered by score from the highest, the won among them as a share of
 * all won; leads that tie at a border count in part. Without any won lead there is no curve.
 *
 * @throws RangeError when labels and scores differ in length
 * @example
 * liftCurve([1, 0, 0, 0], [0.9, 0.3, 0.2, 0.1])[10] // { share: 0.25, captured: 1 }
 */
export function liftCurve(labels: ArrayLike<number>, scores: ArrayLike<number>): LiftPoint[] {
  if (labels.length !== scores.length) throw new RangeError('labels and scores differ in length')
  const order = ascendingOrder(scores).reverse()
  const caught = wonUpTo(labels, scores, order)
  const won = caught.at(-1) ?? 0
  if (won === 0) return []
  return Array.from({ length: steps + 1 }, (_, step) => {
    const place = (step * order.length) / steps
    const low = caught[Math.floor(place)] ?? 0
    const high = caught[Math.ceil(place)] ?? won
    return { share: step / steps, captured: (low + (high - low) * (place - Math.floor(place))) / won }
  })
}

/** The won among the first 0, 1, 2 … of the order, those of equal score spread evenly. */
function wonUpTo(labels: ArrayLike<number>, scores: ArrayLike<number>, order: Uint32Array): Float64Array {
  const caught = new Float64Array(order.length + 1)
  for (let start = 0; start < order.length; ) {
    const score = scores[order[start] ?? 0]
    let end = start
    let won = 0
    for (; end < order.length && scores[order[end] ?? 0] === score; end++) won += labels[order[end] ?? 0] ?? 0
    for (let at = start; at < end; at++)
      caught[at + 1] = (caught[start] ?? 0) + (won * (at + 1 - start)) / (end - start)
    start = Math.max(end, start + 1)
  }
  return caught
}
