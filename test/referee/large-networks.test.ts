import fc from 'fast-check'
import { expect, test } from 'vitest'
import { solveNetwork } from '../../arrays/network/solve-network.ts'
import { expectLawful } from '../reference/expect-lawful.ts'
import { DRIVES, networkCases, problemOf, WIRES } from '../reference/random-network.ts'

const SIZES = [
  [40, 24],
  [1, 300],
  [300, 1],
  [17, 90],
] as const

/** Too large for the reference solver; but the laws of monotone cells have one answer only. */
test.each(DRIVES)('drive %s: arrays of some thousand nodes keep every law', drive => {
  SIZES.forEach((size, s) => {
    for (const cells of ['shorts and opens', 'sinh', '1S1R'] as const) {
      const scheme = { drive, cells, wires: WIRES[(s + cells.length) % WIRES.length] }
      const [network] = fc.sample(networkCases(scheme, { siemens: [1e-6, 1e-4], lines: 1, size }), {
        seed: s,
        numRuns: 1,
      })
      const problem = problemOf(network!)
      const solution = solveNetwork(problem)
      expect(solution.report.residual, JSON.stringify({ ...scheme, size })).toBeLessThanOrEqual(1e-10)
      expectLawful(problem, solution, 1e-9)
    }
  })
})
