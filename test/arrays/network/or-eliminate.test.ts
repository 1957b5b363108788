import { describe, expect, it } from 'vitest'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'
import { uniformStream } from '../../../arrays/random/keyed-random.ts'
import { drawFamily, type Family } from '../../attack/networks/draw-family.ts'
import { expectLawful } from '../../reference/expect-lawful.ts'
import { sparseSolve } from '../../reference/sparse-solve.ts'

/** Draws that iterations alone do not answer. */
const CASES: readonly (readonly [Family, number, number])[] = [
  ['0 ohm or 1 kohm', 80, 3],
  ['0 ohm or 1 kohm', 100, 1],
  ['1e-3 to 1e6 ohm', 80, 0],
  ['1e-3 to 1e6 ohm', 80, 1],
  ['1e-3 to 1e4 ohm', 80, 9],
  ['1e-3 to 1e4 ohm', 80, 10],
]

describe('a network that the iterations do not finish', () => {
  it.each(CASES)('is eliminated: shorts among segments of %s, %d lines, draw %d', (family, lines, draw) => {
    const network = drawFamily(family, lines, uniformStream(17, 0, draw))
    const solution = solveNetwork(network.problem)
    expect(solution.report.engine).toBe('multigrid, then elimination')
    expect(solution.report.residual).toBeLessThanOrEqual(1e-12)
    expectLawful(network.problem, solution)
    const exact = sparseSolve(network.wiring, network.siemens)
    for (const plane of ['wordVoltages', 'bitVoltages', 'cellVoltages'] as const) {
      const off = solution[plane].map((volts, k) => Math.abs(volts - exact[plane][k]))
      expect(Math.max(...off), plane).toBeLessThan(1e-12)
    }
  })
})
