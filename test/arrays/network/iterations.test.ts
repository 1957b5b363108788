import { describe, expect, it } from 'vitest'
import { multigridEngine } from '../../../arrays/network/linear-engine.ts'
import type { NetworkProblem } from '../../../arrays/network/problem.ts'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'
import {
  caseProblem,
  caseSiemens,
  DRIVES,
  iterationLimit,
  MILD,
  type NamedCase,
  nameOf,
  STRONG,
} from '../../../bench/named-cases.ts'
import type { CellLaw } from '../../reference/cell-law.ts'
import { checkKirchhoff } from '../../reference/check-kirchhoff.ts'
import { exactSolve } from '../../reference/exact-solve.ts'
import { expectSameAnswer } from '../../reference/expect-same-answer.ts'
import type { NetworkCase } from '../../reference/network-case.ts'
import { problemOf } from '../../reference/random-network.ts'
import { amperes, ends, floating, ground, volts, wiring } from '../../reference/wiring.ts'

/** Counted to 1e-10 of the largest current. */
function count(named: NamedCase): number {
  const problem = caseProblem(named)
  const { report } = solveNetwork(problem, { tolerance: 1e-10 })
  expect(report.engine).toBe('multigrid')
  expect(report.residual).toBeLessThan(1e-10)
  return report.iterations
}

const SHAPES = [
  [64, 64],
  [128, 128],
  [256, 256],
  [512, 64],
  [64, 512],
] as const

describe('iterations', () => {
  for (const [rows, columns] of SHAPES) {
    for (const faults of [false, true]) {
      it(`${rows} x ${columns}${faults ? ' with 2 % of the cells stuck' : ''} in every drive, wire and range`, () => {
        const over: string[] = []
        for (const wireOhms of [0.1, 1, 10]) {
          for (const siemens of [MILD, STRONG]) {
            for (const drive of DRIVES) {
              const named = { rows, columns, wireOhms, siemens, drive, faults }
              const found = count(named)
              if (found > iterationLimit(named)) over.push(`${nameOf(named)}: ${found}`)
            }
          }
        }
        expect(over).toEqual([])
      })
    }
  }

  it('hardly grow from 64 to 512 lines', () => {
    for (const faults of [false, true]) {
      const of = (lines: number) =>
        count({ rows: lines, columns: lines, wireOhms: 10, siemens: STRONG, drive: 'float', faults })
      expect(of(512)).toBeLessThanOrEqual(of(64) + 6)
    }
  })
})

describe('a large network', () => {
  it('obeys every law, by code that shares nothing with the solver', () => {
    const problem = caseProblem({
      rows: 100,
      columns: 150,
      wireOhms: 10,
      siemens: STRONG,
      drive: 'driven',
      faults: true,
    })
    const worst = Math.max(...Object.values(checkKirchhoff(problem, solveNetwork(problem))))
    expect(worst).toBeLessThan(1e-11)
  })
})

describe('a solve that starts from a similar one', () => {
  const named = {
    rows: 256,
    columns: 256,
    wireOhms: 1,
    siemens: STRONG,
    drive: 'driven',
    faults: false,
  } as const
  const siemens = caseSiemens(named)
  const before = solveNetwork(caseProblem(named, siemens))

  it.each([
    [
      'ten cells',
      (changed: NetworkProblem) => changed,
      siemens.map((g, k) => (k % 6553 === 0 ? 1.5 * g : g)),
    ],
    ['one drive', (changed: NetworkProblem) => withVolts(changed, 5, 0.9), siemens],
    ['nothing', (changed: NetworkProblem) => changed, siemens],
  ])('needs fewer iterations where %s changed, and finds the same', (_, change, cells) => {
    const problem = change(caseProblem(named, cells))
    const cold = solveNetwork(problem)
    const warm = solveNetwork(problem, { start: before })
    expect(warm.report.iterations).toBeLessThan(cold.report.iterations)
    const difference = warm.bitVoltages.map((volts, k) => Math.abs(volts - cold.bitVoltages[k]))
    expect(Math.max(...difference)).toBeLessThan(1e-12)
  })
})

function withVolts(problem: NetworkProblem, line: number, volts: number): NetworkProblem {
  const value = problem.left.value.map((was, i) => (i === line ? volts : was))
  return { ...problem, left: { ...problem.left, value } }
}

describe('iterations on lines of very different strength', () => {
  const sinh = (siemens: number): CellLaw => ({ kind: 'sinh', siemens, beta: 4 })
  const linear = (siemens: number): CellLaw => ({ kind: 'linear', siemens })
  const weak = [3e-7, 2e-13, 5e-12, 4e-7, 1e-13]
  const selectors = weak.map((): CellLaw => ({ kind: 'sinh', siemens: 3e-11, beta: 6 }))
  /** One bit line carries the current; the others float, and their cells carry nothing. */
  const one = wiring([1, 5], {
    bit: 1,
    left: ends([volts(0.44)]),
    bottom: ends(weak.map((_, j) => (j === 3 ? ground : floating))),
  })
  const ampere = wiring([1, 5], { word: 0, left: ends([amperes(0.1)]), right: ends([volts(-1.4)]) })
  it.each([
    ['linear cells', { wiring: one, cells: weak.map(linear) }],
    ['sinh cells', { wiring: one, cells: weak.map(sinh) }],
    ['selectors', { wiring: one, cells: weak.map(linear), series: selectors }],
    ['a current past them', { wiring: ampere, cells: weak.map(linear), series: selectors }],
  ])('end with the voltages of floating lines right, too: %s', (_, network: NetworkCase) => {
    const found = solveNetwork(problemOf(network), { createEngine: multigridEngine })
    expect(found.report.engine).toMatch(/^multigrid/)
    expectSameAnswer(found, exactSolve(network.wiring, network.cells, network.series))
  })
})
