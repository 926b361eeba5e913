/** Sums of a feature's bins: the slope of the loss and its curvature. */
export type BinSums = { slopes: Float64Array; curvatures: Float64Array }

/** What a step may do. */
export type StepLimits = {
  rate: number
  /** The least curvature of a leaf. */
  least: number
  /** The weight, as curvature, of the pseudo-observations that draw levels towards zero. */
  shrinkage: number
}

/**
 * One small step for levels: each moves by Newton's rule towards what it and its pseudo-observations of zero
 * say together, so a rare level never gets far from zero.
 */
export function stepLevels(
  sums: BinSums,
  term: Float64Array,
  limits: StepLimits,
  step: Float64Array,
  from: number,
  to: number,
) {
  for (let bin = from; bin < to; bin++) {
    const slope = (sums.slopes[bin] ?? 0) + limits.shrinkage * (term[bin] ?? 0)
    step[bin] = (-limits.rate * slope) / ((sums.curvatures[bin] ?? 0) + limits.shrinkage)
  }
}

/**
 * One small step for a number: the tree of up to three leaves over the ordered bins `from`…`to` that lowers
 * the loss most, each leaf by Newton's rule.
 */
export function stepNumber(sums: BinSums, limits: StepLimits, step: Float64Array, from: number, to: number) {
  const first = bestCut(sums, from, to, limits.least)
  if (first.at < 0) {
    fillLeaf(sums, limits, step, from, to)
    return
  }
  const left = bestCut(sums, from, first.at, limits.least)
  const right = bestCut(sums, first.at, to, limits.least)
  const ends = [from, first.at, to]
  if (left.gain > right.gain && left.at >= 0) ends.splice(1, 0, left.at)
  else if (right.at >= 0) ends.splice(2, 0, right.at)
  for (let leaf = 1; leaf < ends.length; leaf++)
    fillLeaf(sums, limits, step, ends[leaf - 1] ?? 0, ends[leaf] ?? 0)
}

function fillLeaf(sums: BinSums, limits: StepLimits, step: Float64Array, from: number, to: number) {
  let slope = 0
  let curvature = 1e-9
  for (let bin = from; bin < to; bin++) {
    slope += sums.slopes[bin] ?? 0
    curvature += sums.curvatures[bin] ?? 0
  }
  step.fill((-limits.rate * slope) / (curvature + 1e-3), from, to)
}

/** Where to cut the bins `from`…`to` in two; −1 where no cut leaves enough on both sides or gains. */
function bestCut(sums: BinSums, from: number, to: number, least: number) {
  let slopes = 0
  let curvatures = 0
  for (let bin = from; bin < to; bin++) {
    slopes += sums.slopes[bin] ?? 0
    curvatures += sums.curvatures[bin] ?? 0
  }
  const whole = (slopes * slopes) / (curvatures + 1e-3)
  let best = -1
  let bestGain = 1e-9
  let slope = 0
  let curvature = 0
  for (let bin = from; bin < to - 1; bin++) {
    slope += sums.slopes[bin] ?? 0
    curvature += sums.curvatures[bin] ?? 0
    const otherCurvature = curvatures - curvature
    if (curvature < least || otherCurvature < least) continue
    const other = slopes - slope
    const gain = (slope * slope) / (curvature + 1e-3) + (other * other) / (otherCurvature + 1e-3) - whole
    if (gain > bestGain) {
      bestGain = gain
      best = bin + 1
    }
  }
  return { at: best, gain: best < 0 ? 0 : bestGain }
}
