/**
 * Replaces the lower triangle of a symmetric positive definite matrix by its Cholesky factor; what is left of
 * a pivot that rounding made too small counts as that small number.
 *
 * @param matrix by rows; only its lower triangle is read
 */
export function decompose(matrix: Float64Array, size: number) {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] ?? 0
      for (let at = 0; at < column; at++) {
        sum -= (matrix[row * size + at] ?? 0) * (matrix[column * size + at] ?? 0)
      }
      if (row === column) matrix[row * size + row] = Math.sqrt(Math.max(sum, 1e-10))
      else matrix[row * size + column] = sum / (matrix[column * size + column] ?? 1)
    }
  }
}

/** Solves by a Cholesky factor: forwards, then backwards. */
export function substitute(factor: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length
  const solution = Float64Array.from(vector)
  for (let row = 0; row < size; row++) {
    let sum = solution[row] ?? 0
    for (let at = 0; at < row; at++) sum -= (factor[row * size + at] ?? 0) * (solution[at] ?? 0)
    solution[row] = sum / (factor[row * size + row] ?? 1)
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = solution[row] ?? 0
    for (let at = row + 1; at < size; at++) sum -= (factor[at * size + row] ?? 0) * (solution[at] ?? 0)
    solution[row] = sum / (factor[row * size + row] ?? 1)
  }
  return solution
}
