import { lossOf, probabilityOf } from './log-odds.ts'

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
  const lossAt = (centre: number, slope: number) => {
    let loss = 0.5 * prior.precision * (slope - prior.slope) ** 2 + 0.5e-6 * centre * centre
    for (let row = 0; row < labels.length; row++) {
      loss += lossOf(centre + slope * ((raw[row] ?? 0) - mean), labels[row] ?? 0)
    }
    return loss
  }
  // Half a pseudo-observation on each side keeps the intercept finite for one outcome.
  let at = { centre: Math.log((won + 0.5) / (labels.length - won + 0.5)), slope: prior.slope }
  let loss = lossAt(at.centre, at.slope)
  for (let step = 0; step < 50; step++) {
    const by = newtonStep(sumsOf(labels, raw, mean, at), at, prior)
    let next = { centre: at.centre - by.centre, slope: at.slope - by.slope }
    let nextLoss = loss
    // So close to the minimum the loss of all rows is too coarse a number to find it by.
    if (by.gain < 1e-10 * (1 + loss)) return { intercept: next.centre - next.slope * mean, slope: next.slope }
    // A full step may overshoot where the log-odds claim far too much: then a part of it is taken.
    for (let share = 1; share > 1e-6; share /= 2) {
      next = { centre: at.centre - share * by.centre, slope: at.slope - share * by.slope }
      nextLoss = lossAt(next.centre, next.slope)
      if (nextLoss < loss) break
    }
    if (!(nextLoss < loss - 1e-12)) break
    at = next
    loss = nextLoss
  }
  return { intercept: at.centre - at.slope * mean, slope: at.slope }
}

type Place = { centre: number; slope: number }
type Sums = { centre: number; slope: number; weight: number; cross: number; square: number }

/** The step to the minimum of the parabola that fits here, and how much lower than here that is. */
function newtonStep(sums: Sums, at: Place, prior: SlopePrior): Place & { gain: number } {
  const gradient = sums.slope + prior.precision * (at.slope - prior.slope)
  const curvature = sums.square + prior.precision
  // A tiny ridge on the centre, for outcomes that the log-odds separate perfectly.
  const level = sums.weight + 1e-6
  const lift = sums.centre + 1e-6 * at.centre
  const determinant = level * curvature - sums.cross * sums.cross
  if (!(determinant > 1e-300)) return { centre: 0, slope: 0, gain: 0 }
  const centre = (curvature * lift - sums.cross * gradient) / determinant
  const slope = (level * gradient - sums.cross * lift) / determinant
  return { centre, slope, gain: (lift * centre + gradient * slope) / 2 }
}

function sumsOf(
  labels: ArrayLike<number>,
  raw: ArrayLike<number>,
  mean: number,
  { centre, slope }: Place,
): Sums {
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
