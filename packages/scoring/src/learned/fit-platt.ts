import { probabilityOf } from './log-odds.ts'

/** An affine map of log-odds: calibrated = intercept + slope × raw. */
export type Platt = { intercept: number; slope: number }

/** How strongly a Platt fit is held to a slope: as the precision of a normal prior around it. */
export type SlopePrior = { slope: number; precision: number }

/**
 * The affine map of log-odds under which they fit the outcomes best (Platt 1999): logistic regression of the
 * outcome on the raw log-odds. It keeps an additive card additive, as every term is multiplied by the slope.
 *
 * Newton's method on the log-loss plus precision/2 × (slope − prior slope)². With one outcome only, or raw
 * log-odds that are all the same, the slope is the prior's, and the intercept as the data say.
 */
export function fitPlatt(
  labels: ArrayLike<number>,
  raw: ArrayLike<number>,
  prior: SlopePrior = { slope: 1, precision: 1e-6 },
): Platt {
  let won = 0
  let mean = 0
  for (let row = 0; row < labels.length; row++) {
    won += labels[row] ?? 0
    mean += (raw[row] ?? 0) / labels.length
  }
  // Half a pseudo-observation on each side keeps the intercept finite for one outcome.
  let centre = Math.log((won + 0.5) / (labels.length - won + 0.5))
  let slope = prior.slope
  for (let step = 0; step < 50; step++) {
    const sums = sumsOf(labels, raw, mean, centre, slope)
    const gradient = sums.slope + prior.precision * (slope - prior.slope)
    const curvature = sums.square + prior.precision
    // A tiny ridge on the centre, for outcomes that the log-odds separate perfectly.
    const level = sums.weight + 1e-6
    const determinant = level * curvature - sums.cross * sums.cross
    if (!(determinant > 1e-12)) break
    const byCentre = (curvature * sums.centre - sums.cross * gradient) / determinant
    const bySlope = (level * gradient - sums.cross * sums.centre) / determinant
    centre -= Math.max(-2, Math.min(2, byCentre))
    slope -= Math.max(-2, Math.min(2, bySlope))
    if (Math.abs(byCentre) + Math.abs(bySlope) < 1e-10) break
  }
  return { intercept: centre - slope * mean, slope }
}

function sumsOf(
  labels: ArrayLike<number>,
  raw: ArrayLike<number>,
  mean: number,
  centre: number,
  slope: number,
) {
  const sums = { centre: 0, slope: 0, weight: 0, cross: 0, square: 0 }
  for (let row = 0; row < labels.length; row++) {
    const x = (raw[row] ?? 0) - mean
    const p = probabilityOf(centre + slope * x)
    const error = p - (labels[row] ?? 0)
    const weight = p * (1 - p)
    sums.centre += error
    sums.slope += error * x
    sums.weight += weight
    sums.cross += weight * x
    sums.square += weight * x * x
  }
  return sums
}
