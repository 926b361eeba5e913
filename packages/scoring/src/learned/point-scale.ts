/** Points are linear in log-odds: offset + pointsPerDoubling × log-odds ÷ ln 2. */
export type PointScale = { pointsPerDoubling: number; offset: number }

const fewestPoints = 4
const mostPoints = 25
const warm = { share: 0.6, points: 50 }
const hot = { share: 0.9, points: 80 }

/**
 * The scale on which leads that the model had not seen spread over the classes: the 60th percentile of their
 * log-odds lies at 50 points and the 90th at 80. A doubling of the odds is held within 4 to 25 points, so that
 * neither a model that tells nothing apart nor one that is too sure fills the scale; then the 60th percentile
 * keeps its place.
 *
 * Formula: points per doubling = 30 × ln 2 ÷ (90th percentile − 60th), offset = 50 − points of the 60th.
 *
 * @param heldOutLogOdds of leads that the model had not seen; what is not finite is left out
 * @example
 * fitPointScale([-2, -1, 0, 0, 1, 2]) // { pointsPerDoubling: 13.862944, offset: 50 }
 */
export function fitPointScale(heldOutLogOdds: ArrayLike<number>): PointScale {
  const sorted = Float64Array.from(heldOutLogOdds)
    .filter((value) => Number.isFinite(value))
    .sort()
  const start = quantile(sorted, warm.share)
  const spread = (quantile(sorted, hot.share) - start) / Math.LN2
  const steps = (hot.points - warm.points) / spread
  const pointsPerDoubling = round(Math.max(fewestPoints, Math.min(mostPoints, steps)))
  return { pointsPerDoubling, offset: round(warm.points - (pointsPerDoubling * start) / Math.LN2) }
}

/** The value below which a share of the sorted values lies, between neighbours by their distance; 0 of none. */
function quantile(sorted: Float64Array, share: number): number {
  const place = Math.max(0, sorted.length - 1) * share
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? 0
  return low + (high - low) * (place - Math.floor(place))
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0
}
