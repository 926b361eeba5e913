import type { Column } from '@leadglass/scoring'
import type { Lesson, Predict } from './trainer.ts'

/** One input: a standardised number, whether a number is missing, or whether a row has a level. */
type Input = { name: string; of: (column: Column, row: number) => number }

/**
 * Plain logistic regression, for comparison only: standardised numbers (missing ones at the mean, with an
 * input that says so), one input per level, a ridge of strength 1 ÷ c, solved by Newton's method.
 */
export function trainLogisticRegression({ columns, outcomes }: Lesson, c: number): Predict {
  const inputs = columns.flatMap(inputsOf)
  const weights = new Float64Array(inputs.length + 1)
  const matrix = matrixOf(inputs, columns, outcomes.length)
  for (let step = 0; step < 25; step++) {
    const change = newtonStep(matrix, outcomes, weights, 1 / c)
    for (const [at, by] of change.entries()) weights[at] = (weights[at] ?? 0) - by
    if (Math.max(...change.map(Math.abs)) < 1e-6) break
  }
  return (judged, rows) => {
    const test = matrixOf(inputs, judged, rows)
    return Float64Array.from({ length: rows }, (_, row) => 1 / (1 + Math.exp(-scoreOf(test[row], weights))))
  }
}

function inputsOf(column: Column): Input[] {
  const { name } = column
  if (column.kind === 'categorical') {
    return column.levels.map((level) => ({
      name,
      of: (other, row) =>
        other.kind === 'categorical' && other.levels[other.codes[row] ?? -1] === level ? 1 : 0,
    }))
  }
  const known = column.values.filter((value) => !Number.isNaN(value))
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length)
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length)
  const deviation = Math.sqrt(variance) || 1
  const numberIn = (other: Column, row: number) =>
    other.kind === 'numeric' ? (other.values[row] ?? Number.NaN) : Number.NaN
  const inputs: Input[] = [
    {
      name,
      of: (other, row) =>
        Number.isNaN(numberIn(other, row)) ? 0 : (numberIn(other, row) - mean) / deviation,
    },
  ]
  if (known.length < column.values.length) {
    inputs.push({ name, of: (other, row) => (Number.isNaN(numberIn(other, row)) ? 1 : 0) })
  }
  return inputs
}

function matrixOf(inputs: readonly Input[], columns: readonly Column[], rows: number): Float64Array[] {
  const byName = new Map(columns.map((column) => [column.name, column]))
  const found = inputs.map(({ name }) => byName.get(name))
  return Array.from({ length: rows }, (_, row) => {
    const line = new Float64Array(inputs.length + 1)
    for (const [at, { of }] of inputs.entries()) {
      const column = found[at]
      line[at] = column ? of(column, row) : 0
    }
    line[inputs.length] = 1
    return line
  })
}

function scoreOf(line: Float64Array | undefined, weights: Float64Array): number {
  let score = 0
  for (let at = 0; at < weights.length; at++) score += (line?.[at] ?? 0) * (weights[at] ?? 0)
  return score
}

function newtonStep(
  matrix: readonly Float64Array[],
  outcomes: Uint8Array,
  weights: Float64Array,
  penalty: number,
) {
  const size = weights.length
  const hessian = Array.from({ length: size }, () => new Float64Array(size + 1))
  for (const [row, line] of matrix.entries()) {
    const p = 1 / (1 + Math.exp(-scoreOf(line, weights)))
    const weight = Math.max(1e-9, p * (1 - p))
    for (let one = 0; one < size; one++) {
      const x = line[one] ?? 0
      const target = hessian[one]
      if (x === 0 || !target) continue
      for (let other = 0; other < size; other++) {
        target[other] = (target[other] ?? 0) + weight * x * (line[other] ?? 0)
      }
      target[size] = (target[size] ?? 0) + (p - (outcomes[row] ?? 0)) * x
    }
  }
  for (let at = 0; at < size; at++) {
    const line = hessian[at]
    if (!line) continue
    const ridge = at < size - 1 ? penalty : 1e-9
    line[at] = (line[at] ?? 0) + ridge
    if (at < size - 1) line[size] = (line[size] ?? 0) + penalty * (weights[at] ?? 0)
  }
  return solve(hessian, size)
}

/** Gauss's elimination on a matrix with the right side as its last column. */
function solve(lines: Float64Array[], size: number): number[] {
  for (let at = 0; at < size; at++) {
    const pivotLine = lines[at] ?? new Float64Array()
    const pivot = pivotLine[at] || 1e-12
    for (let below = at + 1; below < size; below++) {
      const line = lines[below] ?? new Float64Array()
      const factor = (line[at] ?? 0) / pivot
      if (factor === 0) continue
      for (let place = at; place <= size; place++)
        line[place] = (line[place] ?? 0) - factor * (pivotLine[place] ?? 0)
    }
  }
  const solution = new Array<number>(size).fill(0)
  for (let at = size - 1; at >= 0; at--) {
    const line = lines[at] ?? new Float64Array()
    let sum = line[size] ?? 0
    for (let place = at + 1; place < size; place++) sum -= (line[place] ?? 0) * (solution[place] ?? 0)
    solution[at] = sum / (line[at] || 1e-12)
  }
  return solution
}
