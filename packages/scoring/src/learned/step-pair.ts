import type { StepLimits } from './boost-steps.ts'

/** A grid seen along one of its axes: its lines, and the cells of each, in the orders in which they are cut. */
type View = { lines: ArrayLike<number>; places: ArrayLike<number>; lineStep: number; placeStep: number }

/** Reusable sums of a grid's upper left corners. */
export type GridOrder = { rows: Uint8Array; columns: Uint8Array }

type Cut = { line: number; low: number; high: number; gain: number }

/**
 * One small step for a pair: the grid is cut once along one axis, and each of the two parts once along the
 * other, wherever that lowers the loss most; the up to four parts move by Newton's rule.
 */
export function stepPair(
  slopes: Float64Array,
  curvatures: Float64Array,
  order: GridOrder,
  limits: StepLimits,
  step: Float64Array,
) {
  const columns = order.columns.length
  const byRows = { lines: order.rows, places: order.columns, lineStep: columns, placeStep: 1 }
  const byColumns = { lines: order.columns, places: order.rows, lineStep: 1, placeStep: columns }
  const one = bestCut(slopes, curvatures, byRows, limits.least)
  const other = bestCut(slopes, curvatures, byColumns, limits.least)
  const [view, cut] = one.gain >= other.gain ? [byRows, one] : [byColumns, other]
  fillPart(slopes, curvatures, view, limits, step, [0, cut.line, 0, cut.low])
  fillPart(slopes, curvatures, view, limits, step, [0, cut.line, cut.low, view.places.length])
  fillPart(slopes, curvatures, view, limits, step, [cut.line, view.lines.length, 0, cut.high])
  fillPart(slopes, curvatures, view, limits, step, [
    cut.line,
    view.lines.length,
    cut.high,
    view.places.length,
  ])
}

/** The best cut between lines, with the best cut of the places of either side. */
function bestCut(slopes: Float64Array, curvatures: Float64Array, view: View, least: number): Cut {
  const width = view.places.length
  const height = view.lines.length
  const total = sumsOf(slopes, curvatures, view, 0, height)
  const low = { slopes: new Float64Array(width), curvatures: new Float64Array(width) }
  const high = total
  let best: Cut = { line: height, low: width, high: width, gain: -1 }
  for (let line = 1; line <= height; line++) {
    const offset = (view.lines[line - 1] ?? 0) * view.lineStep
    for (let place = 0; place < width; place++) {
      const cell = offset + (view.places[place] ?? 0) * view.placeStep
      const slope = slopes[cell] ?? 0
      const curvature = curvatures[cell] ?? 0
      low.slopes[place] = (low.slopes[place] ?? 0) + slope
      low.curvatures[place] = (low.curvatures[place] ?? 0) + curvature
      high.slopes[place] = (high.slopes[place] ?? 0) - slope
      high.curvatures[place] = (high.curvatures[place] ?? 0) - curvature
    }
    const below = cutPlaces(low, least)
    const above = line === height ? { at: width, gain: 0 } : cutPlaces(high, least)
    if (!below || !above) continue
    const gain = below.gain + above.gain
    if (gain > best.gain) best = { line, low: below.at, high: above.at, gain }
  }
  return best
}

function sumsOf(slopes: Float64Array, curvatures: Float64Array, view: View, from: number, to: number) {
  const sums = {
    slopes: new Float64Array(view.places.length),
    curvatures: new Float64Array(view.places.length),
  }
  for (let line = from; line < to; line++) {
    const offset = (view.lines[line] ?? 0) * view.lineStep
    for (let place = 0; place < view.places.length; place++) {
      const cell = offset + (view.places[place] ?? 0) * view.placeStep
      sums.slopes[place] = (sums.slopes[place] ?? 0) + (slopes[cell] ?? 0)
      sums.curvatures[place] = (sums.curvatures[place] ?? 0) + (curvatures[cell] ?? 0)
    }
  }
  return sums
}

/** The best cut of a row of sums, or none (at its end); null where all of it is too little to stand alone. */
function cutPlaces(sums: { slopes: Float64Array; curvatures: Float64Array }, least: number) {
  const width = sums.slopes.length
  let slopes = 0
  let curvatures = 0
  for (let place = 0; place < width; place++) {
    slopes += sums.slopes[place] ?? 0
    curvatures += sums.curvatures[place] ?? 0
  }
  if (curvatures < least) return null
  let at = width
  let best = (slopes * slopes) / (curvatures + 1e-3)
  let slope = 0
  let curvature = 0
  for (let place = 0; place < width - 1; place++) {
    slope += sums.slopes[place] ?? 0
    curvature += sums.curvatures[place] ?? 0
    const rest = curvatures - curvature
    if (curvature < least || rest < least) continue
    const other = slopes - slope
    const gain = (slope * slope) / (curvature + 1e-3) + (other * other) / (rest + 1e-3)
    if (gain > best) {
      best = gain
      at = place + 1
    }
  }
  return { at, gain: best }
}

function fillPart(
  slopes: Float64Array,
  curvatures: Float64Array,
  view: View,
  limits: StepLimits,
  step: Float64Array,
  [fromLine, toLine, fromPlace, toPlace]: [number, number, number, number],
) {
  let slope = 0
  let curvature = 1e-3
  const cells: number[] = []
  for (let line = fromLine; line < toLine; line++) {
    for (let place = fromPlace; place < toPlace; place++) {
      const cell = (view.lines[line] ?? 0) * view.lineStep + (view.places[place] ?? 0) * view.placeStep
      slope += slopes[cell] ?? 0
      curvature += curvatures[cell] ?? 0
      cells.push(cell)
    }
  }
  for (const cell of cells) step[cell] = (-limits.rate * slope) / curvature
}
