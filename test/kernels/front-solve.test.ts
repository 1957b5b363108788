import { describe, expect, it } from 'vitest'
import type { CrossbarGrid } from '../../kernels/crossbar-grid.ts'
import { createFrontSolver } from '../../kernels/front-solve.ts'
import { randomGrid, randomPlane } from './random-grid.ts'

describe('createFrontSolver', () => {
  it('solves one cell between two resistances', () => {
    const ohms = (r: number) => Float64Array.of(r)
    const grid: CrossbarGrid = {
      rows: 1,
      columns: 1,
      conductance: Float64Array.of(1 / 50),
      wordOhms: new Float64Array(0),
      wordStride: 1,
      bitOhms: new Float64Array(0),
      bitStride: 1,
      left: ohms(100),
      right: ohms(Infinity),
      top: ohms(Infinity),
      bottom: ohms(50),
    }
    const solver = createFrontSolver(grid)
    solver.factor()
    const word = new Float64Array(1)
    const bit = new Float64Array(1)
    // 1 A into the word node: 100 ohm to the left, 50 + 50 ohm through the cell.
    solver.solve(Float64Array.of(1), new Float64Array(1), word, bit)
    expect(word[0]).toBeCloseTo(50, 12)
    expect(bit[0]).toBeCloseTo(25, 12)
  })

  it('is reciprocal and leaves every node in balance, wide or tall', () => {
    for (const [rows, columns] of [
      [3, 7],
      [7, 3],
      [1, 6],
      [6, 1],
      [5, 5],
    ] as const) {
      const grid = randomGrid(rows, columns, { seed: rows * 10 + columns, siemens: [1e-12, 1e-1] })
      const solver = createFrontSolver(grid)
      solver.factor()
      const count = rows * columns
      const unit = (at: number) => {
        const input = new Float64Array(count)
        input[at] = 1
        const word = new Float64Array(count)
        const bit = new Float64Array(count)
        solver.solve(input, new Float64Array(count), word, bit)
        return bit
      }
      const input = new Float64Array(count)
      const bitInput = new Float64Array(count)
      bitInput[count - 1] = 1
      const word = new Float64Array(count)
      solver.solve(input, bitInput, word, new Float64Array(count))
      for (let k = 0; k < count; k++) {
        const there = unit(k)[count - 1]
        // Componentwise: nothing is subtracted, so the small ones are right, too.
        expect(Math.abs(word[k] - there)).toBeLessThanOrEqual(1e-13 * there)
      }
    }
  })

  it('gives the limit of small resistances at 0 ohm', () => {
    const zero = randomGrid(4, 5, { seed: 1, siemens: [1e-6, 1e-3], wires: 'some 0 ohm' })
    const small = {
      ...zero,
      wordOhms: zero.wordOhms.map(r => r || 1e-9),
      bitOhms: zero.bitOhms.map(r => r || 1e-9),
    }
    const input = randomPlane(20, 3)
    const [a, b] = [zero, small].map(grid => {
      const solver = createFrontSolver(grid)
      solver.factor()
      const word = new Float64Array(20)
      solver.solve(input, input, word, new Float64Array(20))
      return word
    })
    const scale = Math.max(...a.map(Math.abs))
    for (let k = 0; k < 20; k++) expect(Math.abs(a[k] - b[k])).toBeLessThan(1e-7 * scale)
  })
})
