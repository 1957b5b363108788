import { describe, expect, it } from 'vitest'
import type { AccessOption } from '../../../arrays/access/access-option.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { solveArray } from '../../../arrays/crossbar/solve-array.ts'
import { SolverError } from '../../../arrays/errors.ts'
import type { NetworkSolution } from '../../../arrays/network/problem.ts'
import { amperes, ends, floating, ground } from '../../reference/wiring.ts'

/** One word line driven by a current, one bit line at ground. */
function driven(
  amps: number,
  access: AccessOption,
  device: Readonly<Record<string, number>> = { conductance: 1e-3 },
): NetworkSolution {
  const name = 'beta' in device ? 'sinh' : 'resistor'
  const spec = createArraySpec({ size: [1, 1], device: name, parameters: device, access })
  const open = ends([floating])
  return solveArray({ ...spec, left: ends([amperes(amps)]), right: open, top: open, bottom: ends([ground]) })
}

function refusal(solve: () => NetworkSolution): string {
  try {
    solve()
  } catch (error) {
    if (error instanceof SolverError) return `${error.failure}: ${error.message}`
    throw error
  }
  return 'answered'
}

describe('a line that is driven by more than its cells can carry in that direction', () => {
  it.each<[string, number, AccessOption, string]>([
    ['a blocking diode', -1e-6, { kind: 'diode', saturation: 1e-9 }, '1.00e-9'],
    ['a blocking one-sided selector', -1e-6, { kind: 'oneSidedSelector', leakage: 2e-10 }, '2.00e-10'],
    ['a diode the other way round', 1e-6, { kind: 'diode', saturation: 1e-9, towards: 'word' }, '1.00e-9'],
    ['an off transistor', 1e-6, { kind: 'transistor', gateVolts: 0, offCurrent: 3e-11 }, '3.00e-11'],
    ['a transistor at its source', 1e-3, { kind: 'transistor', side: 'bit', gateVolts: 1.5 }, '0.000200'],
  ])('%s', (_, amps, access, limit) => {
    const refused = refusal(() => driven(amps, access))
    expect(refused).toMatch(/^ill-posed: word line 0 is driven by .* A, more than its cells can carry/)
    expect(refused).toContain(`(${limit} A at any voltage)`)
  })

  it('a transistor that its device closes', () => {
    // The channel alone carries 50 uA; 0.5 V of the device, which takes 1e-11 A, close it.
    const [device, access] = [
      { conductance: 1.9e-11, beta: 0.92 },
      { kind: 'transistor', gateVolts: 1 } as const,
    ]
    expect(refusal(() => driven(4e-8, access, device))).toMatch(/^ill-posed: word line 0 is driven/)
    expect(driven(4e-12, access, device).cellCurrents[0]).toBeCloseTo(4e-12, 20)
  })

  it.each<[string, number, AccessOption]>([
    ['a diode forward', 1e-6, { kind: 'diode', saturation: 1e-9 }],
    ['a one-sided selector forward', 1e-6, { kind: 'oneSidedSelector', leakage: 2e-10 }],
    // The line sinks until the transistor opens.
    ['an off transistor from whose line a current is drawn', -1e-6, { kind: 'transistor', gateVolts: 0 }],
  ])('is none: %s', (_, amps, access) => {
    expect(driven(amps, access).cellCurrents[0] / amps).toBeCloseTo(1, 9)
  })
})
