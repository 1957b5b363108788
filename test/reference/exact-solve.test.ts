import { describe, expect, test } from 'vitest'
import type { CellLaw } from './cell-law.ts'
import { exactSolve } from './exact-solve.ts'
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
  test('1 x 1: a divider of 1 kohm, a 1 kohm cell and 2 kohm', () => {
    const network = wiring([1, 1], { left: ends([volts(4, 1000)]), bottom: ends([volts(0, 2000)]) })
    const solution = exactSolve(network, siemens(1e-3))
    expectClose(solution.wordVoltages, [3])
    expectClose(solution.bitVoltages, [2])
    expectClose(solution.cellCurrents, [1e-3])
    expectClose(solution.leftCurrents, [1e-3])
    expectClose(solution.bottomCurrents, [1e-3])
    expectClose(solution.rightCurrents, [0])
    expectClose(Object.values(solution.power), [4e-3, 1e-3, 0, 3e-3])
  })

  test('1 x 1 with a series element: equal laws halve the voltage', () => {
    const network = wiring([1, 1], { left: ends([volts(0.5)]), bottom: ends([ground]) })
    const law: CellLaw = { kind: 'sinh', siemens: 1e-5, beta: 4 }
    const solution = exactSolve(network, [law], [law])
    expectClose(solution.deviceVoltages!, [0.25])
    expectClose(solution.cellCurrents, [(1e-5 * Math.sinh(1)) / 4])
  })

  test('1 x 2: a word-line segment of 1 ohm between two cells of 1 ohm', () => {
    // From the right: 1 + 1 = 2 ohm beside 1 ohm is 2/3 ohm; 5 V drive 7.5 A, 5 A of them through the near cell.
    const network = wiring([1, 2], { word: 1, left: ends([volts(5)]), bottom: ends([ground, ground]) })
    const solution = exactSolve(network, siemens(1, 1))
    expectClose(solution.wordVoltages, [5, 2.5])
    expectClose(solution.cellCurrents, [5, 2.5])
    expectClose(solution.leftCurrents, [7.5])
    expectClose(solution.bottomCurrents, [5, 2.5])
  })

  test('2 x 2: the sneak path of a floating word and bit line is three cells in series', () => {
    // Cells 1, 1/2, 1/3, 1/6 ohm: direct 1 S; sneak path (0,1), (1,1), (1,0) = 1/2 + 1/6 + 1/3 = 1 ohm.
    const network = wiring([2, 2], { left: ends([volts(6), floating]), bottom: ends([ground, floating]) })
    const solution = exactSolve(network, siemens(1, 2, 3, 6))
    expectClose(solution.leftCurrents, [12, 0])
    expectClose(solution.bottomCurrents, [12, 0])
    expectClose(solution.bitVoltages, [0, 3, 0, 3])
    expectClose(solution.wordVoltages, [6, 6, 2, 2])
    expectClose(solution.cellCurrents, [6, 6, 6, -6])
  })

  test('a current into a line, and out of it at the other end', () => {
    const network = wiring([1, 1], {
      left: ends([amperes(3e-3)]),
      right: ends([amperes(-1e-3)]),
      top: ends([ground]),
    })
    const solution = exactSolve(network, siemens(1e-3))
    expectClose(solution.wordVoltages, [2])
    expectClose(solution.topCurrents, [2e-3])
  })

  test('two 0-ohm sources of equal volts on one 0-ohm line share its current', () => {
    const network = wiring([1, 2], {
      left: ends([volts(1)]),
      right: ends([volts(1)]),
      bottom: ends([ground, ground]),
    })
    const solution = exactSolve(network, siemens(1, 3))
    expectClose(solution.leftCurrents, [2])
    expectClose(solution.rightCurrents, [2])
  })

  test('a broken segment leaves its line to the other end', () => {
    const network = wiring([1, 2], {
      word: Number.POSITIVE_INFINITY,
      left: ends([volts(1)]),
      right: ends([volts(2)]),
      bottom: ends([ground, ground]),
    })
    expectClose(exactSolve(network, siemens(1, 3)).cellCurrents, [1, 6])
  })

  test('picosiemens on 1 ohm keep the digits of the current', () => {
    // In series: 1/(5 pS) + 2 ohm, the 2 ohm a part in 1e11.
    const network = wiring([1, 1], { left: ends([volts(1, 1)]), bottom: ends([volts(0, 1)]) })
    const cells = siemens(5e-12)
    expectClose(exactSolve(network, cells).cellCurrents, [5e-12 / (1 + 1e-11)])
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

test('networks without an answer throw', () => {
  const driven = { left: ends([amperes(1)]), bottom: ends([floating]) }
  expect(() => exactSolve(wiring([1, 1], driven), siemens(1))).toThrow(/pivot/)
  const clash = { left: ends([volts(1)]), right: ends([volts(2)]), bottom: ends([ground]) }
  expect(() => exactSolve(wiring([1, 1], clash), siemens(1))).toThrow(/different volts/)
})
