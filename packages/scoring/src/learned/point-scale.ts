/** Points are linear in log-odds: offset + pointsPerDoubling × log-odds ÷ ln 2. */
export type PointScale = { pointsPerDoubling: number; offset: number }

const fewestPoints = 4
const mostPoints = 25
const warm = { share: 0.6, points: 50 }
const hot = { share: 0.9, points: 80 }

/** What the learned points are blended with: scores of the rules, lead by lead, and the weight of the learned part. */
export type BlendedWith = { weight: number; rulesScores: ArrayLike<number> }

/**
 * The scale on which leads that the model had not seen spread over the classes: the 60th percentile of their
 * log-odds lies at 50 points and the 90th at 80, after the blend with the rules: rules that know little of these
 * leads leave it to what was learned to make them warm and hot. A doubling of the odds is held within 4 to 25
 * points of the blend, so that neither a model that tells nothing apart nor one that is too sure fills the scale;
 * then the 60th percentile keeps its place.
 *
 * Formula: points per doubling = (points of the 90th percentile − those of the 60th) × ln 2 ÷ (90th percentile −
 * 60th), offset = points of the 60th − what its log-odds give. The points are 50 and 80 less (1 − weight) × the
 * mean of the rules' scores (of all leads, and of those above the 90th), divided by the weight.
 *
 * @param heldOutLogOdds of leads that the model had not seen; what is not finite is left out
 * @example
 * fitPointScale([-2, -1, 0, 0, 1, 2]) // { pointsPerDoubling: 13.862944, offset: 50 }
 * fitPointScale([-2, -1, 0, 0, 1, 2], { weight: 0.5, rulesScores: [0, 0, 0, 0, 0, 0] }) // { pointsPerDoubling: 27.725887, offset: 100 }
 */
export function fitPointScale(heldOutLogOdds: ArrayLike<number>, blend?: BlendedWith): PointScale {
  const sorted = Float64Array.from(heldOutLogOdds)
    .filter((value) => Number.isFinite(value))
    .sort()
  const start = quantile(sorted, warm.share)
  const end = quantile(sorted, hot.share)
  const weight = blend?.weight || 1
  const rules = (from: number) => (blend ? meanOfRules(blend, heldOutLogOdds, from) : 0)
  const share = (points: number, from: number) => (points - (1 - weight) * rules(from)) / weight
  const warmPoints = share(warm.points, Number.NEGATIVE_INFINITY)
  const steps = (share(hot.points, end) - warmPoints) / ((end - start) / Math.LN2)
  const held = Math.max(fewestPoints, Math.min(mostPoints, steps * weight)) / weight
  const pointsPerDoubling = round(Number.isNaN(held) ? mostPoints / weight : held)
  return { pointsPerDoubling, offset: round(warmPoints - (pointsPerDoubling * start) / Math.LN2) }
}

/** The mean score by the rules of the leads whose log-odds are at least `from`. */
function meanOfRules({ rulesScores }: BlendedWith, logOdds: ArrayLike<number>, from: number): number {
  let sum = 0
  let rows = 0
  for (let row = 0; row < logOdds.length; row++) {
    if (!((logOdds[row] ?? Number.NaN) >= from)) continue
    sum += rulesScores[row] ?? 0
    rows++
  }
  return rows ? sum / rows : 0
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
