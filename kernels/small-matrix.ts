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
