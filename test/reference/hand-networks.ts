import type { CellLaw } from './cell-law.ts'
import type { CheckedSolution } from './check-kirchhoff.ts'
import type { NetworkCase } from './network-case.ts'
import { amperes, ends, floating, ground, volts, wiring } from './wiring.ts'

/** A network solved with pencil and paper; `answer` holds what was worked out, in the solution's own fields. */
export interface HandNetwork extends NetworkCase {
  readonly name: string
  readonly answer: Readonly<Partial<Record<Exclude<keyof CheckedSolution, 'power'>, readonly number[]>>>
  /** delivered, cells, wires, drivers */
  readonly power?: readonly [number, number, number, number]
}

const siemens = (...values: number[]): CellLaw[] => values.map(value => ({ kind: 'linear', siemens: value }))
const SINH: CellLaw = { kind: 'sinh', siemens: 1e-5, beta: 4 }

export const HAND_NETWORKS: readonly HandNetwork[] = [
  {
    name: '1 x 1: 4 V across 1 kohm, a 1 kohm cell and 2 kohm',
    wiring: wiring([1, 1], { left: ends([volts(4, 1000)]), bottom: ends([volts(0, 2000)]) }),
    cells: siemens(1e-3),
    answer: {
      wordVoltages: [3],
      bitVoltages: [2],
      cellVoltages: [1],
      cellCurrents: [1e-3],
      leftCurrents: [1e-3],
      rightCurrents: [0],
      topCurrents: [0],
      bottomCurrents: [1e-3],
    },
    power: [4e-3, 1e-3, 0, 3e-3],
  },
  {
    name: '1 x 1 with a series element of the same law, which takes half the voltage',
    wiring: wiring([1, 1], { left: ends([volts(0.5)]), bottom: ends([ground]) }),
    cells: [SINH],
    series: [SINH],
    answer: { cellVoltages: [0.5], deviceVoltages: [0.25], cellCurrents: [(1e-5 * Math.sinh(1)) / 4] },
  },
  {
    // From the right: 1 + 1 = 2 ohm beside 1 ohm is 2/3 ohm; 5 V drive 7.5 A, 5 A of them through the near cell.
    name: '1 x 2: a word-line segment of 1 ohm between two cells of 1 ohm',
    wiring: wiring([1, 2], { word: 1, left: ends([volts(5)]), bottom: ends([ground, ground]) }),
    cells: siemens(1, 1),
    answer: {
      wordVoltages: [5, 2.5],
      cellCurrents: [5, 2.5],
      leftCurrents: [7.5],
      bottomCurrents: [5, 2.5],
    },
    power: [37.5, 31.25, 6.25, 0],
  },
  {
    // Direct 1 S; the sneak path (0,1), (1,1), (1,0) is 1/2 + 1/6 + 1/3 = 1 ohm.
    name: '2 x 2: the sneak path of a floating word and bit line is three cells in series',
    wiring: wiring([2, 2], { left: ends([volts(6), floating]), bottom: ends([ground, floating]) }),
    cells: siemens(1, 2, 3, 6),
    answer: {
      wordVoltages: [6, 6, 2, 2],
      bitVoltages: [0, 3, 0, 3],
      cellCurrents: [6, 6, 6, -6],
      leftCurrents: [12, 0],
      bottomCurrents: [12, 0],
    },
  },
  {
    // By symmetry both word lines stand at the same voltages: each half is 10 V, 1 ohm, then 2 ohm (cell) in parallel
    // with 1 ohm (wire) + 2 ohm (cell): 2 x 3 / 5 = 1.2 ohm. 10 / 2.2 A = 50/11 A a line.
    name: '2 x 2: equal word lines with 1-ohm wires and drivers, bit lines grounded at both ends',
    wiring: wiring([2, 2], {
      word: 1,
      left: ends([volts(10, 1), volts(10, 1)]),
      top: ends([ground, ground]),
      bottom: ends([ground, ground]),
    }),
    cells: siemens(0.5, 0.5, 0.5, 0.5),
    answer: {
      wordVoltages: [60 / 11, 40 / 11, 60 / 11, 40 / 11],
      cellCurrents: [30 / 11, 20 / 11, 30 / 11, 20 / 11],
      leftCurrents: [50 / 11, 50 / 11],
      topCurrents: [30 / 11, 20 / 11],
      bottomCurrents: [30 / 11, 20 / 11],
    },
  },
  {
    name: 'a current into a line, and part of it out again at the other end',
    wiring: wiring([1, 1], {
      left: ends([amperes(3e-3)]),
      right: ends([amperes(-1e-3)]),
      top: ends([ground]),
    }),
    cells: siemens(1e-3),
    answer: { wordVoltages: [2], rightCurrents: [-1e-3], topCurrents: [2e-3] },
    power: [4e-3, 4e-3, 0, 0],
  },
  {
    name: 'two 0-ohm sources of equal volts on one 0-ohm line, which share its current',
    wiring: wiring([1, 2], {
      left: ends([volts(1)]),
      right: ends([volts(1)]),
      bottom: ends([ground, ground]),
    }),
    cells: siemens(1, 3),
    answer: { leftCurrents: [2], rightCurrents: [2], cellCurrents: [1, 3] },
  },
  {
    name: 'a broken segment, which leaves the rest of its line to the other end',
    wiring: wiring([1, 2], {
      word: Number.POSITIVE_INFINITY,
      left: ends([volts(1)]),
      right: ends([volts(2)]),
      bottom: ends([ground, ground]),
    }),
    cells: siemens(1, 3),
    answer: { cellCurrents: [1, 6], leftCurrents: [1], rightCurrents: [6] },
  },
  {
    name: '5 pS behind 1 ohm at either end: the current keeps its digits',
    wiring: wiring([1, 1], { left: ends([volts(1, 1)]), bottom: ends([volts(0, 1)]) }),
    cells: siemens(5e-12),
    answer: { cellCurrents: [5e-12 / (1 + 1e-11)], leftCurrents: [5e-12 / (1 + 1e-11)] },
  },
  {
    name: 'a charged cell: 2 uA of its own over 1 uS and 1 Mohm of the driver',
    wiring: wiring([1, 1], { left: ends([volts(0, 1e6)]), bottom: ends([ground]) }),
    cells: [{ kind: 'linear', siemens: 1e-6, amperes: 2e-6 }],
    answer: { wordVoltages: [-1], cellCurrents: [1e-6], leftCurrents: [1e-6] },
  },
]
