import type { BinnedFeature } from './bin-columns.ts'
import { missingBin } from './bin-columns.ts'

/**
 * The bins of a feature in the order in which its points may not fall, the missing one first: what never
 * happened is not better than what did. Null where the feature is free.
 */
export function risingOrder({ monotone, bins }: BinnedFeature): Uint16Array | null {
  if (!monotone) return null
  return Uint16Array.from({ length: bins }, (_, place) => {
    if (place === 0) return missingBin
    return monotone === 'increasing' ? place : bins - place
  })
}

/**
 * Moves points as little as possible so that they never fall along an order: isotonic regression by pooling
 * neighbours that are out of order (PAVA, Ayer et al. 1955), weighted by rows. A bin without rows follows its
 * neighbours.
 *
 * @example
 * holdRising(Float64Array.of(0, 2, 1), Uint16Array.of(0, 1, 2), [1, 1, 1]) // points become 0, 1.5, 1.5
 */
export function holdRising(points: Float64Array, order: Uint16Array, rows: ArrayLike<number>) {
  const means = new Float64Array(order.length)
  const weights = new Float64Array(order.length)
  const ends = new Uint16Array(order.length)
  let blocks = 0
  for (let at = 0; at < order.length; at++) {
    const bin = order[at] ?? 0
    let mean = points[bin] ?? 0
    let weight = (rows[bin] ?? 0) + 1e-9
    while (blocks > 0 && (means[blocks - 1] ?? 0) > mean) {
      const other = weights[blocks - 1] ?? 0
      mean = ((means[blocks - 1] ?? 0) * other + mean * weight) / (other + weight)
      weight += other
      blocks--
    }
    means[blocks] = mean
    weights[blocks] = weight
    ends[blocks] = at + 1
    blocks++
  }
  let at = 0
  for (let block = 0; block < blocks; block++) {
    for (; at < (ends[block] ?? 0); at++) points[order[at] ?? 0] = means[block] ?? 0
  }
}

/** Points of the features of a model, each held to its direction. */
export function holdMains(mains: readonly Float64Array[], features: readonly BinnedFeature[]) {
  for (const [at, feature] of features.entries()) {
    const order = risingOrder(feature)
    const points = mains[at]
    if (order && points) holdRising(points, order, feature.counts)
  }
}
