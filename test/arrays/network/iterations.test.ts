import { describe, expect, it } from 'vitest'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'
import {
  caseProblem,
  DRIVES,
  iterationLimit,
  MILD,
  type NamedCase,
  nameOf,
  STRONG,
} from '../../../bench/named-cases.ts'
import { checkKirchhoff } from '../../reference/check-kirchhoff.ts'

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
