import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactSolve } from './exact-solve.ts'
import { networkCases } from './random-network.ts'
import { sparseSolve } from './sparse-solve.ts'
import { ends, floating, ground, volts, wiring } from './wiring.ts'

describe('sparseSolve', () => {
  test('divides a volt between two cells by hand', () => {
    const network = wiring([1, 2], { left: ends([floating]), bottom: ends([volts(1), ground]) })
    const { wordVoltages, cellCurrents } = sparseSolve(network, Float64Array.of(3e-6, 1e-6))
    expect(wordVoltages[0]).toBe(0.75)
    expect(cellCurrents[1]).toBeCloseTo(0.75e-6, 20)
  })

  test.each(['unequal', 'some 0 ohm'] as const)('agrees with dense elimination: wires %s', wires => {
    const range = { siemens: [1e-9, 1e-1], lines: 6 } as const
    const cases = networkCases({ drive: 'both ends', cells: 'shorts and opens', wires }, range)
    fc.assert(
      fc.property(cases, ({ wiring, cells }) => {
        const siemens = Float64Array.from(cells, law => (law.kind === 'linear' ? law.siemens : Number.NaN))
        const plain = cells.map((_, k) => ({ kind: 'linear', siemens: siemens[k] }) as const)
        const [found, expected] = [sparseSolve(wiring, siemens), exactSolve(wiring, plain)]
        for (const plane of ['wordVoltages', 'bitVoltages', 'cellVoltages', 'cellCurrents'] as const) {
          found[plane].forEach((value, k) => {
            expect(value).toBeCloseTo(expected[plane][k], 15)
          })
        }
      }),
      { seed: 5, numRuns: 20 },
    )
  })
})
