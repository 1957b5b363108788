import { describe, expect, it } from 'vitest'
import { createGradientSolver, reserveGradients } from '../../kernels/conjugate-gradients.ts'
import type { CrossbarGrid } from '../../kernels/crossbar-grid.ts'
import { createFrontSolver } from '../../kernels/front-solve.ts'
import { createPlanes } from '../../kernels/kirchhoff.ts'
import { type GridChoice, randomGrid, randomPlane } from './random-grid.ts'

interface Compared {
  readonly difference: number
  readonly iterations: number
}

/** The iterative solution beside the direct one, over the largest voltage. */
function compare(grid: CrossbarGrid): Compared {
  const count = grid.rows * grid.columns
  const wordIn = randomPlane(count, 1)
  const bitIn = randomPlane(count, 2)
  const direct = createFrontSolver(grid)
  direct.factor()
  const { planes, reserved } = createPlanes(grid, true, (arena, at) => reserveGradients(arena, grid, at))
  const gradients = createGradientSolver(planes, reserved)
  planes.grid.conductance.set(grid.conductance)
  gradients.factor()
  const { wordStep: word2, bitStep: bit2 } = planes
  const [word, bit] = Array.from({ length: 2 }, () => new Float64Array(count))
  direct.solve(wordIn, bitIn, word, bit)
  planes.wordIn.set(wordIn)
  planes.bitIn.set(bitIn)
  const { iterations } = gradients.solve({
    current: 1e-10,
    volts: Infinity,
    maxIterations: 200,
  })
  let scale = 0
  let difference = 0
  for (let k = 0; k < count; k++) {
    scale = Math.max(scale, Math.abs(word[k]), Math.abs(bit[k]))
    difference = Math.max(difference, Math.abs(word[k] - word2[k]), Math.abs(bit[k] - bit2[k]))
  }
  return { difference: difference / scale, iterations }
}

describe('createGradientSolver', () => {
  const cases: [string, number, number, Omit<GridChoice, 'seed'>][] = [
    ['driven', 24, 24, { siemens: [1e-6, 1e-4] }],
    ['odd sizes', 33, 17, { siemens: [1e-5, 1e-3] }],
    ['long and thin', 5, 300, { siemens: [1e-5, 1e-3] }],
    ['unequal segments', 24, 24, { siemens: [1e-5, 1e-3], wires: 'unequal' }],
    ['some segments of 0 ohm', 24, 24, { siemens: [1e-5, 1e-3], wires: 'some 0 ohm' }],
    ['some segments broken', 24, 24, { siemens: [1e-5, 1e-3], wires: 'some broken' }],
    ['floating lines', 24, 24, { siemens: [1e-6, 1e-4], floating: true }],
    ['stuck cells', 24, 24, { siemens: [1e-6, 1e-4], faults: 0.01 }],
    ['stuck cells on floating lines', 24, 24, { siemens: [1e-6, 1e-4], faults: 0.01, floating: true }],
  ]
  for (const [name, rows, columns, choice] of cases) {
    it(`agrees with the direct solver: ${name}`, () => {
      const { difference, iterations } = compare(randomGrid(rows, columns, { seed: 7, ...choice }))
      expect(difference).toBeLessThan(1e-8)
      expect(iterations).toBeLessThan(60)
    })
  }
})
