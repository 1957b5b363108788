/**
 * Factorises a small square matrix in place by Gaussian elimination with row exchanges.
 * @param matrix size x size, row by row; afterwards its factors
 * @param pivots filled with the row that each step took
 */
export function factorise(matrix: Float64Array, pivots: Int32Array, size: number): void {
  for (let c = 0; c < size; c++) {
    let best = c
    for (let r = c + 1; r < size; r++) {
      if (Math.abs(matrix[r * size + c]) > Math.abs(matrix[best * size + c])) best = r
    }
    pivots[c] = best
    if (best !== c) {
      for (let k = 0; k < size; k++) {
        const kept = matrix[c * size + k]
        matrix[c * size + k] = matrix[best * size + k]
        matrix[best * size + k] = kept
      }
    }
    const pivot = matrix[c * size + c]
    for (let r = c + 1; r < size; r++) {
      const share = matrix[r * size + c] / pivot
      matrix[r * size + c] = share
      for (let k = c + 1; k < size; k++)
        matrix[r * size + k] = matrix[r * size + k] - share * matrix[c * size + k]
    }
  }
}

/** Solves for a right side, in place, with what `factorise` left. */
export function solveFactorised(matrix: Float64Array, pivots: Int32Array, right: Float64Array): void {
  const size = right.length
  for (let c = 0; c < size; c++) {
    const best = pivots[c]
    if (best !== c) {
      const kept = right[c]
      right[c] = right[best]
      right[best] = kept
    }
  }
  for (let r = 1; r < size; r++) {
    let sum = right[r]
    for (let k = 0; k < r; k++) sum -= matrix[r * size + k] * right[k]
    right[r] = sum
  }
  for (let r = size - 1; r >= 0; r--) {
    let sum = right[r]
    for (let k = r + 1; k < size; k++) sum -= matrix[r * size + k] * right[k]
    right[r] = sum / matrix[r * size + r]
  }
}

/** Of a diagonal that is 1: a row that the others leave less of says what they say already, or rounding. */
const INDEPENDENT = 1e-13

/**
 * Solves a small symmetric system without negative eigenvalues. Rows that depend on those before them get 0.
 * @param matrix size x size, row by row; lost
 * @param right in place
 */
export function solveSemidefinite(matrix: Float64Array, right: Float64Array): void {
  const size = right.length
  const scale = right.map((_, r) => (matrix[r * size + r] > 0 ? 1 / Math.sqrt(matrix[r * size + r]) : 0))
  for (let r = 0; r < size; r++) {
    right[r] = right[r] * scale[r]
    for (let c = 0; c <= r; c++) {
      let sum = matrix[r * size + c] * scale[r] * scale[c]
      for (let k = 0; k < c; k++) sum -= matrix[r * size + k] * matrix[c * size + k]
      const pivot = c < r ? matrix[c * size + c] : Math.sqrt(sum)
      if (c < r) matrix[r * size + c] = pivot === 0 ? 0 : sum / pivot
      else matrix[r * size + r] = sum > INDEPENDENT ? pivot : 0
    }
  }
  for (let r = 0; r < size; r++) {
    for (let k = 0; k < r; k++) right[r] = right[r] - matrix[r * size + k] * right[k]
    right[r] = matrix[r * size + r] === 0 ? 0 : right[r] / matrix[r * size + r]
  }
  for (let r = size - 1; r >= 0; r--) {
    for (let k = r + 1; k < size; k++) right[r] = right[r] - matrix[k * size + r] * right[k]
    right[r] = matrix[r * size + r] === 0 ? 0 : right[r] / matrix[r * size + r]
  }
  for (let r = 0; r < size; r++) right[r] = right[r] * scale[r]
}
