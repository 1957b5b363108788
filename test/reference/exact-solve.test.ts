import { describe, expect, test } from 'vitest'
import type { AccessLaw } from './access-law.ts'
import type { CellLaw } from './cell-law.ts'
import { exactSolve } from './exact-solve.ts'
import { HAND_NETWORKS } from './hand-networks.ts'
import { amperes, ends, floating, ground, volts, wiring } from './wiring.ts'

const siemens = (...values: number[]): CellLaw[] => values.map(value => ({ kind: 'linear', siemens: value }))

/** Agrees to the last bit but one. */
function expectClose(found: ArrayLike<number>, expected: readonly number[]): void {
  expect(found.length).toBe(expected.length)
  expected.forEach((value, k) => {
    expect(Math.abs(found[k] - value)).toBeLessThanOrEqual(4.5e-16 * Math.abs(value))
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
    const v = solution.cellVoltages[0]
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
    expect(solution.leftCurrents[0]).toBeCloseTo(solution.bottomCurrents[0], 12)
  })

  test('table and transistor', () => {
    const network = wiring([1, 1], { left: ends([volts(3)]), bottom: ends([ground]) })
    const table: CellLaw = { kind: 'table', volts: [-1, 0, 1], amperes: [-1e-6, 0, 3e-6] }
    expectClose(exactSolve(network, [table]).cellCurrents, [9e-6])
    const transistor: CellLaw = { kind: 'transistor', gain: 1e-3, overdrive: 1, leak: 1e-6 }
    // Saturated at gain/2 = 0.5 mA with 2 kohm in series: 1 V there, 2 V on the transistor, 2 uA of leak halved.
    const solution = exactSolve(network, siemens(0.5e-3), [transistor])
    const drop = 3 - solution.deviceVoltages![0]
    expect(0.5e-3 + 1e-6 * drop).toBeCloseTo(solution.cellCurrents[0], 17)
  })
})

test('the leakage of an off transistor saturates', () => {
  const off: CellLaw = { kind: 'leaky transistor', gain: 1e-3, overdrive: -0.5, off: 1e-9 }
  const network = wiring([1, 1], { left: ends([volts(-0.025852)]), bottom: ends([ground]) })
  expectClose(exactSolve(network, [off]).cellCurrents, [-1e-9 * (1 - Math.exp(-1))])
})

describe('a transistor whose source is the lower terminal', () => {
  const channel: AccessLaw = { kind: 'gated transistor', gain: 1e-3, gate: 1, off: 1e-15 }

  test('at the word line: driven from there, its device raises its source', () => {
    // Saturated where 0.5 mA/V^2 (1 - u)^2 = u 0.25 mS: u = 0.5 V on the device.
    const network = wiring([1, 1], { left: ends([volts(3)]), bottom: ends([ground]) })
    const { deviceVoltages } = exactSolve(network, siemens(0.25e-3), [channel], 'word')
    expect(deviceVoltages![0]).toBeCloseTo(0.5, 11)
  })

  test('at the bit line: its source is the bit line', () => {
    const network = wiring([1, 1], { left: ends([volts(3)]), bottom: ends([ground]) })
    const { deviceVoltages, cellCurrents } = exactSolve(network, siemens(0.25e-3), [channel], 'bit')
    expect(cellCurrents[0]).toBeCloseTo(0.5e-3, 14)
    expect(deviceVoltages![0]).toBeCloseTo(2, 11)
  })

  test('on a line that floats', () => {
    const network = wiring([2, 1], { left: ends([volts(2), ground]) })
    const { bitVoltages } = exactSolve(network, siemens(1e-3, 1e-3), [channel, channel], 'word')
    const u = bitVoltages[0]
    expect(u).toBeGreaterThan(0)
    const upper = exactSolve(
      wiring([1, 1], { left: ends([volts(2)]), bottom: ends([volts(u)]) }),
      siemens(1e-3),
      [channel],
    ).cellCurrents[0]
    const lower = exactSolve(
      wiring([1, 1], { left: ends([ground]), bottom: ends([volts(u)]) }),
      siemens(1e-3),
      [channel],
    ).cellCurrents[0]
    expect(upper).toBeCloseTo(-lower, 14)
  })
})

test('elements that conduct in one direction', () => {
  const network = (v: number) => wiring([1, 1], { left: ends([volts(v)]), bottom: ends([ground]) })
  const selector = (forward: 1 | -1): AccessLaw => ({
    kind: 'one-sided selector',
    ...{ saturation: 1e-12, scale: 0.1, leakage: 2e-12, forward },
  })
  // The device takes next to nothing of the drop.
  const ratio = (v: number, law: AccessLaw, amps: number) =>
    exactSolve(network(v), siemens(1), [law]).cellCurrents[0] / amps
  const junction: AccessLaw = { kind: 'junction', saturation: 1e-12, scale: 0.03, forward: -1 }
  expect(ratio(0.2, selector(1), 1e-12 * Math.sinh(2))).toBeCloseTo(1, 9)
  expect(ratio(-0.2, selector(1), -2e-12 * Math.tanh(1))).toBeCloseTo(1, 9)
  expect(ratio(0.2, selector(-1), 2e-12 * Math.tanh(1))).toBeCloseTo(1, 9)
  expect(ratio(0.06, junction, -1e-12 * Math.expm1(-2))).toBeCloseTo(1, 9)
  expect(ratio(-0.06, junction, -1e-12 * Math.expm1(2))).toBeCloseTo(1, 9)
})

test('networks without an answer throw', () => {
  const driven = { left: ends([amperes(1)]), bottom: ends([floating]) }
  expect(() => exactSolve(wiring([1, 1], driven), siemens(1))).toThrow(/no answer/)
  const clash = { left: ends([volts(1)]), right: ends([volts(2)]), bottom: ends([ground]) }
  expect(() => exactSolve(wiring([1, 1], clash), siemens(1))).toThrow(/different volts/)
})
