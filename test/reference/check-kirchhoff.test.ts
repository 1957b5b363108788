import { expect, test } from 'vitest'
import type { NetworkProblem } from '../../arrays/network/problem.ts'
import { type CellLaw, cellLaws } from './cell-law.ts'
import { type CheckedSolution, checkKirchhoff, type KirchhoffCheck } from './check-kirchhoff.ts'
import { exactSolve } from './exact-solve.ts'
import { expectLawful } from './expect-lawful.ts'
import { amperes, ends, floating, ground, volts, wiring } from './wiring.ts'

// Every kind of driver, a 0-ohm and a broken segment, sinh cells with a series element.
const network = wiring([3, 3], {
  word: Float64Array.of(1, 2, 0, 3, 1, Number.POSITIVE_INFINITY),
  bit: 5,
  left: ends([volts(1, 50), floating, volts(0.4)]),
  right: ends([floating, volts(0.3, 10), volts(0.2, 10)]),
  top: ends([amperes(1e-6), floating, ground]),
  bottom: ends([volts(-0.1, 10), ground, floating]),
})
const cells = Array.from(
  { length: 9 },
  (_, k): CellLaw => ({ kind: 'sinh', siemens: 1e-4 / (k + 1), beta: 2 }),
)
const series = Array.from({ length: 9 }, (_, k): CellLaw => ({ kind: 'linear', siemens: 1e-3 * (k + 1) }))
const problem: NetworkProblem = { ...network, cells: cellLaws(cells), series: cellLaws(series) }
const solution = exactSolve(network, cells, series)

/** The solution with one number of one of its arrays changed by a millionth of the array's largest. */
function planted(name: keyof CheckedSolution, index: number): CheckedSolution {
  const values = Float64Array.from(solution[name] as Float64Array)
  values[index] = values[index] + 1e-6 * Math.max(...values.map(Math.abs))
  return { ...solution, [name]: values }
}

function broken(faulty: CheckedSolution): (keyof KirchhoffCheck)[] {
  const check = checkKirchhoff(problem, faulty)
  return (Object.keys(check) as (keyof KirchhoffCheck)[]).filter(law => !(check[law] <= 1e-11))
}

test('the exact solution keeps every law to rounding', () => {
  for (const [law, size] of Object.entries(checkKirchhoff(problem, solution)))
    expect(size, law).toBeLessThan(1e-14)
})

test.each([
  ['cellCurrents', 4, ['line', 'node', 'wire', 'cellLaw', 'tellegen', 'power']],
  ['cellVoltages', 4, ['cellVolts', 'cellLaw', 'tellegen', 'power']],
  ['deviceVoltages', 4, ['cellLaw']],
  ['wordVoltages', 2, ['node', 'wire', 'cellVolts']],
  ['bitVoltages', 2, ['node', 'wire', 'cellVolts', 'driver']],
  ['leftCurrents', 0, ['line', 'node', 'wire', 'driver', 'tellegen', 'power']],
  ['leftCurrents', 1, ['line', 'wire', 'driver', 'tellegen', 'power']],
  ['rightCurrents', 2, ['line', 'node', 'driver', 'tellegen', 'power']],
  ['topCurrents', 0, ['line', 'node', 'wire', 'driver', 'tellegen', 'power']],
  ['bottomCurrents', 1, ['line', 'node']],
] as const)('a fault planted in %s[%i] is seen', (name, index, laws) => {
  expect(broken(planted(name, index))).toEqual(expect.arrayContaining([...laws]))
})

test('a wrong power figure is seen', () => {
  expect(broken({ ...solution, power: { ...solution.power, wires: 0 } })).toEqual(['power'])
})

test('NaN anywhere is seen', () => {
  const cellCurrents = Float64Array.from(solution.cellCurrents)
  cellCurrents[8] = Number.NaN
  expect(broken({ ...solution, cellCurrents })).toContain('line')
})

test('a current that is not shared evenly between two 0-ohm sources is seen', () => {
  const shared = wiring([1, 2], {
    left: ends([volts(1)]),
    right: ends([volts(1)]),
    bottom: ends([ground, ground]),
  })
  const laws: CellLaw[] = [1, 3].map(siemens => ({ kind: 'linear', siemens }))
  const whole: NetworkProblem = { ...shared, cells: cellLaws(laws) }
  const even = exactSolve(shared, laws)
  expectLawful(whole, even)
  const uneven = { ...even, leftCurrents: Float64Array.of(1), rightCurrents: Float64Array.of(3) }
  expect(checkKirchhoff(whole, uneven).driver).toBeCloseTo(2 / 3, 14)
})

test('expectLawful names the law that is broken', () => {
  expect(() => expectLawful(problem, planted('deviceVoltages', 0))).toThrow(/cellLaw/)
})
