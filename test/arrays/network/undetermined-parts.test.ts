import { describe, expect, it } from 'vitest'
import { createSolveRecorder } from '../../../arrays/crossbar/solve-log.ts'
import { chooseEngine, multigridEngine } from '../../../arrays/network/linear-engine.ts'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'
import { undeterminedText } from '../../../arrays/network/undetermined-parts.ts'
import type { CellLaw } from '../../reference/cell-law.ts'
import { exactSolve } from '../../reference/exact-solve.ts'
import type { NetworkCase } from '../../reference/network-case.ts'
import { problemOf } from '../../reference/random-network.ts'
import { ends, floating, ground, volts, wiring } from '../../reference/wiring.ts'

const OFF: CellLaw = { kind: 'leaky transistor', gain: 4e-4, overdrive: -0.5, off: 1e-12 }
const DEVICE: CellLaw = { kind: 'linear', siemens: 2e-4 }

/** A floating word line over driven bit lines, all cells behind transistors that are off. */
function offLine(word: number, bitVolts: readonly number[]): NetworkCase {
  return {
    wiring: wiring([1, bitVolts.length], { word, top: ends(bitVolts.map(each => volts(each))) }),
    cells: bitVolts.map(() => DEVICE),
    series: bitVolts.map(() => OFF),
  }
}

/** Lines 0 to 2 float, each behind saturated cells in its part of a larger array; the others are held. */
function floatingLines(lines: number): NetworkCase {
  const count = lines * lines
  const isOff = (k: number) => k < 3 * lines
  return {
    wiring: wiring([lines, lines], {
      word: 1,
      bit: 1,
      left: ends(Array.from({ length: lines }, (_, i) => (i < 3 ? floating : volts(0.5)))),
      bottom: ends(Array.from({ length: lines }, (_, j) => volts(j % 2 === 0 ? 4 : -4))),
    }),
    cells: Array.from({ length: count }, () => ({ kind: 'linear', siemens: 1e-6 })),
    series: Array.from({ length: count }, (_, k) => (isOff(k) ? OFF : { kind: 'linear', siemens: 1e-3 })),
  }
}

describe.each([
  ['direct', chooseEngine],
  ['iterative', multigridEngine],
] as const)('a line that saturated cells alone hold, engine %s', (_, createEngine) => {
  it.each([
    ['without wires', 0],
    ['with wires', 2],
  ])('is given with the range that balances, %s', (_, ohms) => {
    const network = offLine(ohms, [0.2, 0, -3.1, -8])
    const { report, wordVoltages, cellCurrents } = solveNetwork(problemOf(network), { createEngine })
    const exact = exactSolve(network.wiring, network.cells, network.series)
    expect(report.undetermined).toMatchObject([{ wordLines: [0], bitLines: [] }])
    const [{ volts: found, down, up }] = report.undetermined!
    expect(found).toBe(wordVoltages[0])
    // Half way between the two inner bit lines by symmetry; leaks saturate to rounding about 0.9 V from either.
    expect(exact.wordVoltages[0]).toBeCloseTo(-1.55, 3)
    expect(found + down).toBeGreaterThan(-3.1)
    expect(found + down).toBeLessThan(exact.wordVoltages[0])
    expect(found + up).toBeGreaterThan(exact.wordVoltages[0])
    expect(found + up).toBeLessThan(0)
    expect(up - down).toBeGreaterThan(1)
    expect(report.warnings).toEqual([
      expect.stringMatching(/^word line 0: held by saturated cells alone.* from -\d\S* V to -\d\S* V /),
    ])
    cellCurrents.forEach((amps, k) => {
      expect(amps).toBeCloseTo(exact.cellCurrents[k], 24)
    })
  })

  it('is given without a word where a cell is not saturated', () => {
    const network = offLine(1, [0.2, 0, -3.1, -8])
    const cells = network.cells.map((law, k) => (k === 1 ? OPEN_GATE : law))
    const series = network.series!.map((law, k) => (k === 1 ? DEVICE : law))
    const { report, wordVoltages } = solveNetwork(problemOf({ ...network, cells, series }), { createEngine })
    expect(report).not.toHaveProperty('undetermined')
    expect(report.warnings).toEqual([])
    const exact = exactSolve(network.wiring, cells, series)
    expect(wordVoltages[0]).toBeCloseTo(exact.wordVoltages[0], 9)
  })
})

it('says a narrow range with the digits that tell its ends apart', () => {
  const part = { wordLines: [0], bitLines: [], volts: 1.75831987, down: -1.0e-6, up: 1.1e-6 }
  const { wiring, cells } = offLine(0, [0])
  const text = undeterminedText(problemOf({ wiring, cells }), part)
  expect(text).toContain('1.7583199 V is one of the voltages from 1.7583189 V to 1.758321 V that')
})

const OPEN_GATE: CellLaw = { kind: 'sinh', siemens: 1e-11, beta: 2 }

it('names every such line of a larger array, and costs nothing where lines are held', () => {
  const network = floatingLines(40)
  const { report } = solveNetwork(problemOf(network))
  expect(report.undetermined?.map(({ wordLines }) => wordLines)).toEqual([[0], [1], [2]])
  const held = { ...network.wiring, left: ends(Array.from({ length: 40 }, () => ground)) }
  const { report: quiet } = solveNetwork(problemOf({ ...network, wiring: held }))
  expect(quiet).not.toHaveProperty('undetermined')
  expect(quiet.engine).toBe('multigrid')
})

it('stands once in the log of a run, with its widest range', () => {
  const recorder = createSolveRecorder()
  const reports = [
    [0.2, 0, -2.6, -8],
    [0.2, 0, -3.1, -8],
    [0.2, 0, -2.8, -8],
  ].map(bits => solveNetwork(problemOf(offLine(1, bits))).report)
  for (const report of reports) recorder.add(report)
  expect(recorder.log().warnings).toEqual(reports[1].warnings)
})
