import { describe, expect, it } from 'vitest'
import type { CrossbarGrid } from '../../../kernels/crossbar-grid.ts'
import { crossbarGraph } from '../../../kernels/elimination/crossbar-graph.ts'
import { createElimination } from '../../../kernels/elimination/eliminate.ts'
import { planFronts } from '../../../kernels/elimination/plan-fronts.ts'
import { createFrontSolver, type FrontSolver } from '../../../kernels/front-solve.ts'
import { type GridChoice, randomGrid, randomNumbers } from '../random-grid.ts'

function eliminationOf(grid: CrossbarGrid): FrontSolver {
  return createElimination(grid, planFronts(crossbarGraph(grid), grid.rows, grid.columns))
}

/** Voltages of all nodes for positive currents into all of them. */
function voltsOf(solver: FrontSolver, count: number): number[] {
  const next = randomNumbers(3)
  const [wordIn, bitIn] = [0, 1].map(() => Float64Array.from({ length: count }, next))
  const [word, bit] = [new Float64Array(count), new Float64Array(count)]
  solver.factor()
  solver.solve(wordIn!, bitIn!, word, bit)
  return [...word, ...bit]
}

describe('createElimination', () => {
  const wide = [1e-12, 1e-1] as const
  const cases: [string, number, number, Omit<GridChoice, 'seed'>][] = [
    ['one cell', 1, 1, { siemens: wide }],
    ['one word line', 1, 40, { siemens: wide, wires: 'unequal' }],
    ['one bit line', 40, 1, { siemens: wide, wires: 'some 0 ohm' }],
    ['cells from picosiemens to shorts', 13, 18, { siemens: wide }],
    ['unequal segments', 18, 13, { siemens: wide, wires: 'unequal' }],
    ['some segments of 0 ohm', 16, 16, { siemens: wide, wires: 'some 0 ohm' }],
    ['some segments broken', 16, 16, { siemens: wide, wires: 'some broken' }],
    ['floating lines, stuck cells', 12, 17, { siemens: wide, faults: 0.1, floating: true }],
  ]
  it.each(cases)('agrees with the front that walks along, node by node: %s', (_, rows, columns, choice) => {
    const grid = randomGrid(rows, columns, { seed: 11, ...choice })
    const found = voltsOf(eliminationOf(grid), rows * columns)
    const expected = voltsOf(createFrontSolver(grid), rows * columns)
    // Relative to each node: currents of one sign into a network without subtraction keep the digits of the smallest.
    const off = found.map((volts, k) => (volts === expected[k] ? 0 : Math.abs(volts / expected[k] - 1)))
    expect(Math.max(...off)).toBeLessThan(1e-12)
  })

  it('needs far fewer multipliers than a front as wide as the array', () => {
    const numbers = (lines: number) => {
      const grid = randomGrid(lines, lines, { seed: 1, siemens: wide })
      return planFronts(crossbarGraph(grid), lines, lines).numbers
    }
    // n log n of dissection: doubling the lines takes little more than four times as many.
    expect(numbers(128) / numbers(64)).toBeLessThan(5.5)
    expect(numbers(128)).toBeLessThan(2 * 128 ** 3)
  })
})
