import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { prepareNetwork } from '../../../arrays/network/prepare-network.ts'
import type { NetworkProblem, NetworkSolution } from '../../../arrays/network/problem.ts'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'
import { caseProblem, caseSiemens, type NamedCase, STRONG, sinhCells } from '../../../bench/named-cases.ts'
import { secondThread, usualThreads } from '../../../kernels/assembly/second-thread.ts'
import { offerNodeThread } from '../../../src/threads/second-thread.ts'

offerNodeThread()

/** Large enough that the finest levels are shared; odd, so that the halves differ. */
const NAMED: NamedCase = {
  rows: 403,
  columns: 331,
  wireOhms: 1,
  siemens: STRONG,
  drive: 'driven',
  faults: false,
}

/** The planes as digests: comparing numbers one by one takes vitest seconds. */
function numbersOf({ report: { seconds: _, ...report }, ...solution }: NetworkSolution): unknown {
  const digest = (value: unknown) =>
    value instanceof Float64Array ? createHash('sha256').update(value).digest('hex') : value
  const planes = Object.entries(solution).map(([name, value]) => [name, digest(value)])
  return { ...Object.fromEntries(planes), report }
}

function both(problem: NetworkProblem): [unknown, unknown] {
  const solve = (threads: 1 | 2) => numbersOf(solveNetwork(problem, { threads }))
  return [solve(1), solve(2)]
}

describe('a network on two threads has the answer of one, to the last bit', () => {
  it('there is a second thread here', () => {
    expect(secondThread()).toBeDefined()
  })

  it.each([
    ['driven', {}],
    ['floating lines', { drive: 'float' }],
    ['both ends', { drive: 'both ends', wireOhms: 10 }],
    ['stuck cells', { drive: 'half', faults: true }],
    ['wide', { rows: 130, columns: 1025 }],
  ] as const)('%s', (_, change) => {
    const named = { ...NAMED, ...change }
    const [one, two] = both(caseProblem(named, caseSiemens(named)))
    expect(two).toEqual(one)
  })

  it('unequal segments of the bit lines, which one thread balances alone', () => {
    const problem = caseProblem(NAMED, caseSiemens(NAMED))
    const bitWire = Float64Array.from({ length: (NAMED.rows - 1) * NAMED.columns }, (_, k) => (k % 7) / 3)
    const [one, two] = both({ ...problem, bitWire })
    expect(two).toEqual(one)
  })

  it('sinh cells', () => {
    const siemens = caseSiemens(NAMED)
    const [one, two] = both({ ...caseProblem(NAMED, siemens), cells: sinhCells(siemens, 2) })
    expect(two).toEqual(one)
  })

  it('networks set up for many drives, taken in turn', () => {
    const problems = [1, 2].map(seed => caseProblem(NAMED, caseSiemens(NAMED, seed)))
    const solveTwice = (threads: 1 | 2): unknown[] => {
      const networks = problems.map(problem => prepareNetwork(problem, { threads }))
      return [0, 1, 0, 1].map(n => numbersOf(networks[n].solve({})))
    }
    expect(solveTwice(2)).toEqual(solveTwice(1))
  })
})

it('small networks are left to one thread', () => {
  expect(usualThreads(10_000)).toBe(1)
})
