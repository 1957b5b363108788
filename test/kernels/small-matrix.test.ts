import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factorise, solveFactorised, solveSemidefinite } from '../../kernels/small-matrix.ts'

function solve(matrix: readonly number[], right: readonly number[]): Float64Array {
  const size = right.length
  const factors = Float64Array.from(matrix)
  const pivots = new Int32Array(size)
  factorise(factors, pivots, size)
  const x = Float64Array.from(right)
  solveFactorised(factors, pivots, x)
  return x
}

describe('factorise and solveFactorised', () => {
  it('solve by hand where the first pivot is 0', () => {
    // 2 y = 4; 3 x + y = 5
    expect(Array.from(solve([0, 2, 3, 1], [4, 5]))).toEqual([1, 2])
  })

  it('exchange rows as often as is needed', () => {
    // A cycle of three: each row names the next unknown.
    expect(Array.from(solve([0, 1, 0, 0, 0, 1, 1, 0, 0], [2, 3, 1]))).toEqual([1, 2, 3])
  })

  it('keep the residual at rounding for any matrix of up to five rows', () => {
    const sized = fc.integer({ min: 1, max: 5 }).chain(size => {
      const entry = fc.double({ min: -1, max: 1, noNaN: true })
      return fc.tuple(
        fc.array(entry, { minLength: size * size, maxLength: size * size }),
        fc.array(entry, { minLength: size, maxLength: size }),
      )
    })
    fc.assert(
      fc.property(sized, ([matrix, right]) => {
        const size = right.length
        const x = solve(matrix, right)
        if (!x.every(Number.isFinite)) return
        const largest = Math.max(...x.map(Math.abs), 1)
        for (let r = 0; r < size; r++) {
          const sum = x.reduce((total, value, c) => total + matrix[r * size + c] * value, 0)
          expect(Math.abs(sum - right[r])).toBeLessThan(1e-13 * largest)
        }
      }),
      { seed: 1 },
    )
  })

  it('gives no finite answer where there is none', () => {
    expect(Array.from(solve([1, 2, 2, 4], [1, 3])).some(Number.isFinite)).toBe(false)
  })
})

describe('solveSemidefinite', () => {
  it('solves by hand', () => {
    // 4 x + 2 y = 8; 2 x + 5 y = 12
    const x = Float64Array.of(8, 12)
    solveSemidefinite(Float64Array.of(4, 2, 2, 5), x)
    expect(x[0]).toBeCloseTo(1, 14)
    expect(x[1]).toBeCloseTo(2, 14)
  })

  it('leaves out what depends on the rows before, and rows of nothing', () => {
    // The second row is twice the first, the third is empty.
    const x = Float64Array.of(3, 6, 0)
    solveSemidefinite(Float64Array.of(1, 2, 0, 2, 4, 0, 0, 0, 0), x)
    expect([...x]).toEqual([3, 0, 0])
  })

  it('finds weights of planes that are nearly the same', () => {
    // Products of (1, 0) and (1, 1e-5), of which 2 and 3 make (5, 3e-5).
    const x = Float64Array.of(5, 5 + 3e-10)
    solveSemidefinite(Float64Array.of(1, 1, 1, 1 + 1e-10), x)
    expect(x[0]).toBeCloseTo(2, 4)
    expect(x[1]).toBeCloseTo(3, 4)
  })
})
