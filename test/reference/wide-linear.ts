import { divide, multiply, narrow, subtract, type Wide, ZERO } from './wide.ts'

/**
 * Solves a system by elimination without exchanges in twice the precision of float64: of a symmetric positive definite matrix
 * (L D L'), or of one whose columns are dominated by their diagonals.
 * @param matrix rows of the full matrix; overwritten
 * @param right overwritten by the solution
 * @param symmetric only the upper half is read
 * @returns false where a pivot is not positive: the network has no voltage to stand on, or more than 31 digits between its conductances
 */
export function solveWide(matrix: Wide[][], right: Wide[], symmetric = true): boolean {
  const size = right.length
  for (let k = 0; k < size; k++) {
    const row = matrix[k]
    const pivot = row[k]
    if (!(narrow(pivot) > 0)) return false
    for (let i = k + 1; i < size; i++) {
      const target = matrix[i]
      const coupling = symmetric ? row[i] : target[k]
      if (coupling[0] === 0) continue
      const factor = divide(coupling, pivot)
      for (let j = symmetric ? i : k + 1; j < size; j++) {
        const entry = row[j]
        if (entry[0] !== 0) target[j] = subtract(target[j], multiply(factor, entry))
      }
      right[i] = subtract(right[i], multiply(factor, right[k]))
    }
  }
  for (let k = size - 1; k >= 0; k--) {
    const row = matrix[k]
    let sum = right[k]
    for (let j = k + 1; j < size; j++) if (row[j][0] !== 0) sum = subtract(sum, multiply(row[j], right[j]))
    right[k] = divide(sum, row[k])
  }
  return true
}

export function zeroMatrix(size: number): Wide[][] {
  return Array.from({ length: size }, () => new Array<Wide>(size).fill(ZERO))
}
