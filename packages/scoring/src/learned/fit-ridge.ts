import { baseLogOdds, type Split } from './binned-table.ts'
import { decompose, substitute } from './cholesky.ts'
import { probabilityOf } from './log-odds.ts'
import type { RidgeDesign } from './ridge-design.ts'

/** A linear model in log-odds: intercept and one coefficient per input. */
export type RidgeFit = { intercept: number; coefficients: Float64Array }

/**
 * Logistic regression with a ridge: the coefficients that minimise the log-loss summed over the learned rows
 * plus penalty/2 × the sum of their squares, for each penalty, strongest first, each from the one before.
 *
 * Newton's method with a curvature that is renewed only per penalty; inputs × inputs is small.
 */
export function fitRidgePath(design: RidgeDesign, split: Split, penalties: readonly number[]): RidgeFit[] {
  const size = design.inputs + 1
  let won = 0
  for (let row = 0; row < split.learned; row++) won += split.outcomes[row] ?? 0
  const weights = new Float64Array(size)
  weights[design.inputs] = baseLogOdds(won, split.learned)
  const fits: RidgeFit[] = []
  for (const penalty of penalties) {
    const factor = curvatureAt(design, split, weights)
    for (let input = 0; input < size; input++) {
      const at = input * size + input
      factor[at] = (factor[at] ?? 0) + (input < design.inputs ? penalty : 1e-6)
    }
    decompose(factor, size)
    for (let step = 0; step < 12; step++) {
      const change = substitute(factor, gradientAt(design, split, weights, penalty))
      let largest = 0
      for (let input = 0; input < size; input++) {
        const by = change[input] ?? 0
        weights[input] = (weights[input] ?? 0) - by
        largest = Math.max(largest, Math.abs(by))
      }
      if (largest < 1e-5) break
    }
    fits.push({ intercept: weights[design.inputs] ?? 0, coefficients: weights.slice(0, design.inputs) })
  }
  return fits
}

/** The probability of every learned row by a linear model. */
function predict(design: RidgeDesign, split: Split, weights: Float64Array): Float64Array {
  const scores = new Float64Array(split.learned).fill(weights[design.inputs] ?? 0)
  for (const [feature, codes] of split.codes.entries()) {
    const columns = design.column[feature] ?? new Int32Array()
    const values = design.value[feature] ?? new Float64Array()
    const points = values.map((value, bin) => value * (weights[columns[bin] ?? 0] ?? 0))
    for (let row = 0; row < scores.length; row++) {
      scores[row] = (scores[row] ?? 0) + (points[codes[row] ?? 0] ?? 0)
    }
  }
  for (let row = 0; row < scores.length; row++) scores[row] = probabilityOf(scores[row] ?? 0)
  return scores
}

function gradientAt(design: RidgeDesign, split: Split, weights: Float64Array, penalty: number): Float64Array {
  const gradient = weights.map((weight, input) => (input < design.inputs ? penalty * weight : 0))
  const errors = predict(design, split, weights)
  let level = 0
  for (let row = 0; row < split.learned; row++) {
    const error = (errors[row] ?? 0) - (split.outcomes[row] ?? 0)
    errors[row] = error
    level += error
  }
  gradient[design.inputs] = level
  const sums = new Float64Array(256)
  for (const [feature, codes] of split.codes.entries()) {
    sums.fill(0)
    for (let row = 0; row < split.learned; row++) {
      const code = codes[row] ?? 0
      sums[code] = (sums[code] ?? 0) + (errors[row] ?? 0)
    }
    const columns = design.column[feature] ?? new Int32Array()
    for (let code = 0; code < columns.length; code++) {
      const input = columns[code] ?? 0
      gradient[input] = (gradient[input] ?? 0) + (sums[code] ?? 0) * (design.value[feature]?.[code] ?? 0)
    }
  }
  return gradient
}

function curvatureAt(design: RidgeDesign, split: Split, weights: Float64Array): Float64Array {
  const size = design.inputs + 1
  const matrix = new Float64Array(size * size)
  const features = split.codes.length
  const places = new Int32Array(features + 1)
  const values = new Float64Array(features + 1)
  const predicted = predict(design, split, weights)
  for (let row = 0; row < split.learned; row++) {
    const p = predicted[row] ?? 0
    const weight = Math.max(1e-6, p * (1 - p))
    for (let feature = 0; feature < features; feature++) {
      const code = split.codes[feature]?.[row] ?? 0
      places[feature] = design.column[feature]?.[code] ?? 0
      values[feature] = design.value[feature]?.[code] ?? 0
    }
    places[features] = design.inputs
    values[features] = 1
    // Inputs of later features stand further down, so this is the lower triangle.
    for (let first = 0; first <= features; first++) {
      const line = (places[first] ?? 0) * size
      const factor = weight * (values[first] ?? 0)
      for (let second = 0; second <= first; second++) {
        const at = line + (places[second] ?? 0)
        matrix[at] = (matrix[at] ?? 0) + factor * (values[second] ?? 0)
      }
    }
  }
  return matrix
}
