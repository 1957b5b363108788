import { describe, expect, it } from 'vitest'
import { effectiveMatrix } from '../../../arrays/network/effective-matrix.ts'
import { outputGradients } from '../../../arrays/network/output-gradients.ts'
import { prepareNetwork } from '../../../arrays/network/prepare-network.ts'
import type { NetworkProblem } from '../../../arrays/network/problem.ts'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'
import { caseProblem, MILD, randomNumbers } from '../../../bench/named-cases.ts'
import { type CellLaw, cellLaws } from '../../reference/cell-law.ts'
import { expectSameAnswer } from '../../reference/expect-same-answer.ts'
import { amperes, ends, floating, ground, volts } from '../../reference/wiring.ts'

/** A 3 x 4 array with every kind of end, unequal wires and charged cells. */
function mixed(siemens: readonly number[], rest: Partial<NetworkProblem> = {}): NetworkProblem {
  return {
    rows: 3,
    columns: 4,
    wordWire: Float64Array.of(1, 0, 5, 2, 2, 2, 9, 1, 0),
    bitWire: 3,
    left: ends([volts(0.7, 0), volts(0.3, 20), amperes(1e-6)]),
    right: ends([floating, volts(0.3, 10), floating]),
    top: ends([floating, ground, floating, floating]),
    bottom: ends([ground, volts(0.1, 5), volts(-0.2, 0), floating]),
    cells: cellLaws(
      siemens.map((value, k): CellLaw => ({ kind: 'linear', siemens: value, amperes: k === 5 ? 1e-6 : 0 })),
    ),
    ...rest,
  }
}

const next = randomNumbers(4)
const SIEMENS = Array.from({ length: 12 }, () => 1e-5 * 100 ** next())

describe('prepareNetwork', () => {
  it('solves for new drives as a solve from scratch does', () => {
    const network = prepareNetwork(mixed(SIEMENS))
    const left = Float64Array.of(-0.2, 0.9, 3e-6)
    const found = network.solve({ left })
    const fresh = mixed(SIEMENS)
    expectSameAnswer(found, solveNetwork({ ...fresh, left: { ...fresh.left, value: left } }), 1e-12)
    expectSameAnswer(network.solve({}), solveNetwork(fresh), 1e-12)
  })

  it('solves a large array as a solve from scratch does', () => {
    const problem = caseProblem({
      rows: 60,
      columns: 90,
      wireOhms: 1,
      siemens: MILD,
      drive: 'driven',
      faults: true,
    })
    expectSameAnswer(prepareNetwork(problem).solve({}), solveNetwork(problem), 1e-10)
  })

  it('refuses nonlinear cells and values of the wrong length', () => {
    const sinh = mixed([], {
      cells: cellLaws(SIEMENS.map(value => ({ kind: 'sinh', siemens: value, beta: 2 }))),
    })
    expect(() => prepareNetwork(sinh)).toThrow(RangeError)
    expect(() => prepareNetwork(mixed(SIEMENS)).solve({ top: new Float64Array(3) })).toThrow(
      /top has 3 values/,
    )
  })
})

describe('effectiveMatrix', () => {
  it('is the transposed conductances without wires', () => {
    const problem = mixed(SIEMENS, {
      wordWire: 0,
      bitWire: 0,
      left: ends([volts(1, 0), volts(1, 0), volts(1, 0)]),
      right: ends([floating, floating, floating]),
      top: ends([floating, floating, floating, floating]),
      bottom: ends([ground, ground, ground, ground]),
      cells: cellLaws(SIEMENS.map(value => ({ kind: 'linear', siemens: value }))),
    })
    const { siemens, offset } = effectiveMatrix(problem)
    for (let j = 0; j < 4; j++) {
      for (let i = 0; i < 3; i++) expect(siemens[j * 3 + i]).toBeCloseTo(SIEMENS[i * 4 + j], 15)
      expect(offset[j]).toBe(0)
    }
  })

  it('gives the bit-line currents for any word-line voltages, by rows or by columns', () => {
    for (const problem of [mixed(SIEMENS), transposed(mixed(SIEMENS))]) {
      const { siemens, offset } = effectiveMatrix(problem)
      const solution = solveNetwork(problem)
      for (let j = 0; j < problem.columns; j++) {
        let expected = offset[j]
        for (let i = 0; i < problem.rows; i++) {
          const end = problem.left.kind[i] === 1 ? problem.left : problem.right
          expected += siemens[j * problem.rows + i] * (end.kind[i] === 1 ? end.value[i] : 0)
        }
        const top = problem.top.kind[j] === 1 ? solution.topCurrents[j] : 0
        const bottom = problem.bottom.kind[j] === 1 ? solution.bottomCurrents[j] : 0
        expect(top + bottom).toBeCloseTo(expected, 15)
      }
    }
  })
})

/** The same array with word and bit lines exchanged. */
function transposed(problem: NetworkProblem): NetworkProblem {
  const { rows, columns } = problem
  const siemens = Array.from(
    { length: rows * columns },
    (_, k) => SIEMENS[(k % rows) * columns + Math.floor(k / rows)],
  )
  return {
    ...problem,
    rows: columns,
    columns: rows,
    wordWire: 3,
    bitWire: 2,
    left: problem.bottom,
    right: ends([floating, floating, floating, floating]),
    top: problem.left,
    bottom: problem.right,
    cells: cellLaws(siemens.map(value => ({ kind: 'linear', siemens: value }))),
  }
}

describe('outputGradients', () => {
  /** Central difference of the current out of a bit line over one parameter of one cell. */
  function difference(make: (change: number) => NetworkProblem, bitLine: number, step: number): number {
    const at = (change: number) => {
      const { topCurrents, bottomCurrents } = solveNetwork(make(change))
      return topCurrents[bitLine] + bottomCurrents[bitLine]
    }
    return (at(step) - at(-step)) / (2 * step)
  }

  it('agrees with differences for linear cells', () => {
    const { gradients } = outputGradients(mixed(SIEMENS), [0, 1, 2])
    for (const { bitLine, perConductance } of gradients) {
      const scale = Math.max(...perConductance.map(Math.abs))
      for (let k = 0; k < 12; k++) {
        const make = (change: number) =>
          mixed(SIEMENS.map((value, at) => (at === k ? value + change : value)))
        const expected = difference(make, bitLine, 1e-4 * SIEMENS[k])
        expect(Math.abs(perConductance[k] - expected)).toBeLessThan(1e-7 * scale)
      }
    }
  })

  it('agrees with differences for sinh cells with a selector in series', () => {
    const make = (k: number, change: number) =>
      mixed([], {
        cells: cellLaws(
          SIEMENS.map(
            (value, at) => ({ kind: 'sinh', siemens: at === k ? value + change : value, beta: 4 }) as const,
          ),
        ),
        series: cellLaws(SIEMENS.map(() => ({ kind: 'sinh', siemens: 1e-4, beta: 8 }) as const)),
      })
    const { solution, gradients } = outputGradients(make(0, 0), [1])
    const [{ perCurrent }] = gradients
    const scale = Math.max(...perCurrent.map(Math.abs))
    for (let k = 0; k < 12; k++) {
      // A change of the device's siemens adds a current to the whole cell, less what the selector gives back.
      const device = solution.deviceVoltages![k]
      const own = Math.sinh(4 * device) / 4
      const slope = SIEMENS[k] * Math.cosh(4 * device)
      const selector = 1e-4 * Math.cosh(8 * (solution.cellVoltages[k] - device))
      const added = (own * selector) / (slope + selector)
      const expected = difference(change => make(k, change), 1, 1e-4 * SIEMENS[k])
      expect(Math.abs(perCurrent[k] * added - expected)).toBeLessThan(1e-6 * scale * Math.abs(own))
    }
  })

  it('refuses a bit line that is not there', () => {
    expect(() => outputGradients(mixed(SIEMENS), [4])).toThrow(/bit line 4/)
  })
})
