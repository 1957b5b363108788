import { describe, expect, it } from 'vitest'
import { uniform } from '../../arrays/random/keyed-random.ts'
import { minimalResidual } from '../../kernels/minimal-residual.ts'

type Matrix = readonly Float64Array[]

/** The unit matrix plus random numbers of either sign, whose size sets how hard it is. */
function randomMatrix(size: number, spread: number): Matrix {
  return Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (__, j) => (i === j ? 1 : 0) + spread * (uniform(3, i, j) - 0.5)),
  )
}

function times(matrix: Matrix, vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, row => row.reduce((sum, value, j) => sum + value * vector[j], 0))
}

const norm = (vector: Float64Array): number => Math.hypot(...vector)

describe('minimalResidual', () => {
  it('solves a matrix of 2 x 2 in two iterations', () => {
    const matrix = [Float64Array.of(2, 1), Float64Array.of(-1, 3)]
    const found = minimalResidual((x, y) => y.set(times(matrix, x)), Float64Array.of(5, 1), 1e-14, 10)
    expect(found.iterations).toBe(2)
    expect(found.solution[0]).toBeCloseTo(2, 13)
    expect(found.solution[1]).toBeCloseTo(1, 13)
  })

  it.each([
    ['in one cycle', 30, 0.2],
    ['over several cycles', 150, 0.28],
  ])('ends %s at the residual that it was asked for, and says it', (_, size, spread) => {
    const matrix = randomMatrix(size, spread)
    const right = Float64Array.from({ length: size }, (__, k) => uniform(4, 0, k) - 0.5)
    const found = minimalResidual((x, y) => y.set(times(matrix, x)), right, 1e-9, 1000)
    const rest = times(matrix, found.solution).map((value, k) => right[k] - value)
    expect(norm(rest)).toBeLessThan(1.1e-9)
    expect(Math.abs(norm(rest) - found.residual)).toBeLessThan(1e-11)
    if (size > 40) expect(found.iterations).toBeGreaterThan(40)
  })

  it('gives 0 for 0, and stops where nothing helps', () => {
    const nothing = minimalResidual((x, y) => y.set(x), new Float64Array(3), 0, 10)
    expect(nothing).toMatchObject({ solution: new Float64Array(3), iterations: 0, residual: 0 })
    const singular = minimalResidual((_, y) => y.fill(0), Float64Array.of(1, 2), 1e-9, 100)
    expect(singular.solution).toEqual(new Float64Array(2))
    expect(singular.residual).toBeCloseTo(Math.sqrt(5), 12)
  })
})
