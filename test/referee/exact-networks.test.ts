import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { solveNetwork } from '../../arrays/network/solve-network.ts'
import { exactSolve } from '../reference/exact-solve.ts'
import { expectLawful } from '../reference/expect-lawful.ts'
import { expectSameAnswer } from '../reference/expect-same-answer.ts'
import {
  CELLS,
  DRIVES,
  type NetworkRange,
  networkCases,
  problemOf,
  WIRES,
} from '../reference/random-network.ts'

const RANGES: readonly (readonly [string, NetworkRange])[] = [
  ['1e-6 to 1e-4 S', { siemens: [1e-6, 1e-4], lines: 5 }],
  ['1e-12 to 1e-1 S', { siemens: [1e-12, 1e-1], lines: 4 }],
  ['picosiemens', { siemens: [1e-12, 1e-11], lines: 5 }],
]

const RUNS = Number(process.env.SNEAKPATH_REFEREE_RUNS ?? 3)

describe.each(RANGES)('cells of %s', (_, range) => {
  describe.each(DRIVES)('drive: %s', drive => {
    test.each(CELLS)('%s cells agree with the reference solver and keep every law', cells => {
      for (const wires of WIRES) {
        fc.assert(
          fc.property(networkCases({ drive, cells, wires }, range), network => {
            const problem = problemOf(network)
            const solution = solveNetwork(problem)
            const exact = exactSolve(network.wiring, network.cells, network.series)
            expectSameAnswer(solution, exact, 1e-9, problem.cells.sourceAmps)
            expectLawful(problem, solution)
            expect(solution.report.residual).toBeLessThanOrEqual(1e-10)
          }),
          { seed: 20240, numRuns: RUNS },
        )
      }
    })
  })
})
