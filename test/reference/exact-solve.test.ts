import { describe, expect, test } from 'vitest'
import type { CellLaw } from './cell-law.ts'
import { exactSolve } from './exact-solve.ts'
import { HAND_NETWORKS } from './hand-networks.ts'
import { amperes, ends, floating, ground, volts, wiring } from './wiring.ts'

const siemens = (...values: number[]): CellLaw[] => values.map(value => ({ kind: 'linear', siemens: value }))

/** Agrees to the last bit but one. */
function expectClose(found: ArrayLike<number>, expected: readonly number[]): void {
  expect(found.length).toBe(expected.length)
  expected.forEach((value, k) => {
    expect(Math.abs(found[k]! - value)).toBeLessThanOrEqual(4.5e-16 * Math.abs(value))
  })
}

describe('by hand', () => {
  test.each(HAND_NETWORKS.map(network => [network.name, network] as const))('%s', (_, network) => {
    const solution = exactSolve(network.wiring, network.cells, network.series)
    for (const [field, values] of Object.entries(network.answer)) {
      expectClose(solution[field as 'cellCurrents'], values)
    }
    if (network.power !== undefined) expectClose(Object.values(solution.power), network.power)
  })
})

describe('nonlinear cells', () => {
  test('a diode in series with a resistor meets both laws', () => {
    const network = wiring([1, 1], { left: ends([volts(1, 1e3)]), bottom: ends([ground]) })
    const solution = exactSolve(network, [{ kind: 'diode', saturation: 1e-12, thermal: 0.026, leak: 0 }])
    const v = solution.cellVoltages[0]!
    expect(v).toBeGreaterThan(0.4)
    expect(1e-12 * Math.expm1(v / 0.026)).toBeCloseTo((1 - v) / 1e3, 13)
  })

  test('strong sinh cells on floating lines', () => {
    const cells: CellLaw[] = Array.from({ length: 9 }, (_, k) => ({
      kind: 'sinh',
      siemens: 10 ** -(3 + k),
      beta: 30,
    }))
    const network = wiring([3, 3], {
      word: 1,
      bit: 1,
      left: ends([volts(3), floating, floating]),
      bottom: ends([ground, floating, floating]),
    })
    const solution = exactSolve(network, cells)
    expect(solution.leftCurrents[0]).toBeCloseTo(solution.bottomCurrents[0]!, 12)
  })

  test('table and transistor', () => {
    const network = wiring([1, 1], { left: ends([volts(3)]), bottom: ends([ground]) })
    const table: CellLaw = { kind: 'table', volts: [-1, 0, 1], amperes: [-1e-6, 0, 3e-6] }
    expectClose(exactSolve(network, [table]).cellCurrents, [9e-6])
    const transistor: CellLaw = { kind: 'transistor', gain: 1e-3, overdrive: 1, leak: 1e-6 }
    // Saturated at gain/2 = 0.5 mA with 2 kohm in series: 1 V there, 2 V on the transistor, 2 uA of leak halved.
    const solution = exactSolve(network, siemens(0.5e-3), [transistor])
    const drop = 3 - solution.deviceVoltages![0]!
    expect(0.5e-3 + 1e-6 * drop).toBeCloseTo(solution.cellCurrents[0]!, 17)
  })
})

test('the leakage of an off transistor saturates', () => {
  const off: CellLaw = { kind: 'leaky transistor', gain: 1e-3, overdrive: -0.5, off: 1e-9 }
  const network = wiring([1, 1], { left: ends([volts(-0.025852)]), bottom: ends([ground]) })
  expectClose(exactSolve(network, [off]).cellCurrents, [-1e-9 * (1 - Math.exp(-1))])
})

test('networks without an answer throw', () => {
  const driven = { left: ends([amperes(1)]), bottom: ends([floating]) }
  expect(() => exactSolve(wiring([1, 1], driven), siemens(1))).toThrow(/pivot/)
  const clash = { left: ends([volts(1)]), right: ends([volts(2)]), bottom: ends([ground]) }
  expect(() => exactSolve(wiring([1, 1], clash), siemens(1))).toThrow(/different volts/)
})
