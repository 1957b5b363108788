import { describe, expect, test } from 'vitest'
import { SolverError } from '../../arrays/errors.ts'
import { solveNetwork } from '../../arrays/network/solve-network.ts'
import type { CellLaw } from '../reference/cell-law.ts'
import { exactSolve } from '../reference/exact-solve.ts'
import { expectLawful } from '../reference/expect-lawful.ts'
import { expectSameAnswer } from '../reference/expect-same-answer.ts'
import type { NetworkCase } from '../reference/network-case.ts'
import { problemOf } from '../reference/random-network.ts'
import { amperes, ends, floating, ground, volts, wiring } from '../reference/wiring.ts'

const sinh = (siemens: number, beta: number): CellLaw => ({ kind: 'sinh', siemens, beta })
const current = wiring([1, 1], { left: ends([volts(-1, 1)]), top: ends([amperes(-3e-7)]) })
const selectedOf = (lines: number): NetworkCase['wiring'] =>
  wiring([lines, lines], {
    word: 1,
    bit: 1,
    left: ends(Array.from({ length: lines }, (_, i) => (i === 2 ? volts(3) : floating))),
    bottom: ends(Array.from({ length: lines }, (_, j) => (j === 1 ? ground : floating))),
  })
const sixteen = (law: (k: number) => CellLaw): CellLaw[] => Array.from({ length: 16 }, (_, k) => law(k))

const CASES: readonly (readonly [string, NetworkCase])[] = [
  ['a current into a sinh cell of 1 pS', { wiring: current, cells: [sinh(1e-12, 0.5)] }],
  [
    'a current into a diode of 0.1 fA',
    { wiring: current, cells: [{ kind: 'diode', saturation: 1e-16, thermal: 0.1, leak: 1e-13 }] },
  ],
  [
    'a current into two sinh laws in series',
    { wiring: current, cells: [sinh(1e-12, 0.5)], series: [sinh(1e-6, 4)] },
  ],
  [
    'sinh cells of beta 30 on floating lines',
    { wiring: selectedOf(4), cells: sixteen(k => sinh(10 ** -(3 + (k % 7)), 30)) },
  ],
  [
    'diodes that stand against each other on floating lines',
    {
      wiring: selectedOf(4),
      cells: sixteen(k => ({
        kind: 'diode',
        saturation: 10 ** -(10 + (k % 5)),
        thermal: 0.026,
        leak: 1e-12,
      })),
    },
  ],
  [
    'selectors of beta 40 in series with devices of 1e-9 to 1e-3 S',
    {
      wiring: selectedOf(4),
      cells: sixteen(k => ({ kind: 'linear', siemens: 10 ** -(3 + (k % 7)) })),
      series: sixteen(() => sinh(1e-12, 40)),
    },
  ],
  [
    'transistors that are off, and saturated ones',
    {
      wiring: selectedOf(4),
      cells: sixteen(() => ({ kind: 'linear', siemens: 1e-4 })),
      series: sixteen(k => ({
        kind: 'transistor',
        gain: 1e-4,
        overdrive: k % 4 === 0 ? 0.5 : 0,
        leak: 1e-12,
      })),
    },
  ],
]

const ON: CellLaw = { kind: 'leaky transistor', gain: 4e-4, overdrive: 2.5, off: 1e-12 }

/** Networks that a random campaign found refused, although they have an answer. */
const REFUSED: readonly (readonly [string, NetworkCase])[] = [
  [
    'currents into lines behind transistors that saturate on the way there',
    {
      wiring: wiring([1, 3], {
        right: ends([ground]),
        bottom: ends([amperes(2e-7), amperes(-1e-7), amperes(5e-8)]),
      }),
      cells: [sinh(1e-12, 2), sinh(3e-11, 2), sinh(2e-12, 2)],
      series: [ON, ON, ON],
    },
  ],
  [
    'a current along a word line whose cells carry none',
    {
      wiring: wiring([1, 5], { word: 7000, left: ends([volts(0.2)]), right: ends([volts(-0.1, 3)]) }),
      cells: Array.from({ length: 5 }, () => sinh(0.5, 2)),
    },
  ],
]

const linear = (...siemens: number[]): CellLaw[] => siemens.map(value => ({ kind: 'linear', siemens: value }))
const table = (...amps: number[]): CellLaw => ({ kind: 'table', volts: [-1, -0.3, 0, 0.4, 1], amperes: amps })

/** Networks that a measure of all currents by the largest one misjudges. */
const SCALES: readonly (readonly [string, NetworkCase])[] = [
  [
    'nothing flows into a cell whose bit line is open',
    { wiring: wiring([1, 1], { left: ends([volts(0.5, 20)]) }), cells: linear(0.003273406948788381) },
  ],
  [
    'nothing flows where open cells part the driven lines',
    {
      wiring: wiring([2, 3], {
        word: 1,
        bit: 1,
        left: ends([volts(0.1532), floating]),
        bottom: ends([ground, floating, floating]),
      }),
      cells: linear(0, 3.7e-6, 0, 1e-6, 0, 0.1),
    },
  ],
  [
    'an ampere down one bit line beside picoamperes through the cells',
    {
      wiring: wiring([1, 2], {
        bit: 0.1,
        left: ends([amperes(-3e-13)]),
        right: ends([amperes(-3e-13)]),
        top: ends([volts(-1, 1), amperes(-2.1e-13)]),
        bottom: ends([ground, amperes(3e-13)]),
      }),
      cells: [table(-3e-13, -9e-14, 0, 1.2e-13, 3e-13), table(-4.3608e-13, -2.2608e-13, 0, 1.2e-13, 3e-13)],
    },
  ],
]

test.each([...CASES, ...REFUSED, ...SCALES])('%s', (_, network) => {
  const problem = problemOf(network)
  const solution = solveNetwork(problem)
  expectSameAnswer(solution, exactSolve(network.wiring, network.cells, network.series))
  expectLawful(problem, solution, 1e-9)
})

describe('networks without an answer', () => {
  const refused = (network: NetworkCase): unknown => {
    try {
      return solveNetwork(problemOf(network))
    } catch (error) {
      return error instanceof SolverError ? error.failure : error
    }
  }
  const cells: CellLaw[] = [1e-6, 1e-6, 1e-6, 1e-6].map(siemens => ({ kind: 'linear', siemens }))

  test('a part driven by currents alone', () => {
    const network = wiring([2, 2], { left: ends([amperes(1e-6), amperes(-1e-6)]) })
    expect(refused({ wiring: network, cells })).toBe('ill-posed')
  })

  test('a line driven by more than its transistors carry', () => {
    const network = wiring([2, 1], { left: ends([ground, ground]), bottom: ends([amperes(3e-3)]) })
    const two = { wiring: network, cells: cells.slice(2), series: [ON, ON] }
    expect(refused(two)).toBe('ill-posed')
    expect(() => solveNetwork(problemOf(two))).toThrow(
      /^bit line 0 is driven by 0\.00300 A, more than its cells can carry \(0\.00250 A/,
    )
  })

  test('a part behind open cells and broken wires', () => {
    const network = wiring([2, 2], {
      word: Float64Array.of(Number.POSITIVE_INFINITY, 1),
      bit: 1,
      left: ends([volts(1), volts(1)]),
      bottom: ends([ground, floating]),
    })
    const open: CellLaw = { kind: 'linear', siemens: 0 }
    expect(refused({ wiring: network, cells: [cells[0], cells[1], cells[2], open] })).toBe('ill-posed')
  })

  test('two 0-ohm sources of different volts on a line of 0 ohm', () => {
    const network = wiring([1, 4], {
      left: ends([volts(1)]),
      right: ends([volts(2)]),
      bottom: ends([ground, ground, ground, ground]),
    })
    expect(refused({ wiring: network, cells })).toBe('conflicting-sources')
  })
})
