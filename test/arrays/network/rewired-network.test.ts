import { describe, expect, it } from 'vitest'
import { FLOAT, type LineEnds, type NetworkProblem, VOLTAGE } from '../../../arrays/network/problem.ts'
import { rewiredNetwork } from '../../../arrays/network/rewired-network.ts'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'

const SIZE = 48
const TOLERANCE = 1e-4
/** 0.2 V on a word line, a bit line at 0 V behind 20 ohm, the other lines open or at half. */
function problemOf(open: boolean, options: { readonly linear?: boolean } = {}): NetworkProblem {
  const siemens = Float64Array.from({ length: SIZE * SIZE }, (_, k) => 10 ** (-5 + ((7 * k) % 13) / 6))
  const ends = (selected: number, volts: number, ohms: number): LineEnds => ({
    kind: Uint8Array.from({ length: SIZE }, (_, line) => (line === selected || !open ? VOLTAGE : FLOAT)),
    value: Float64Array.from({ length: SIZE }, (_, line) => (line === selected ? volts : 0.1)),
    ohms: new Float64Array(SIZE).fill(ohms),
  })
  const none = {
    kind: new Uint8Array(SIZE),
    value: new Float64Array(SIZE),
    ohms: new Float64Array(SIZE),
  }
  return {
    rows: SIZE,
    columns: SIZE,
    wordWire: 1,
    bitWire: 1,
    left: ends(20, 0.2, 0),
    right: none,
    top: none,
    bottom: ends(7, 0, 20),
    cells: {
      linear: options.linear ?? true,
      evaluate(volts, current, slope) {
        for (let k = 0; k < siemens.length; k++) current[k] = siemens[k] * volts[k]
        slope.set(siemens)
      },
    },
  }
}

/** Ohms of a slider that goes up by a tenth, and back. */
const UP = Array.from({ length: 30 }, (_, k) => 0.8 * 1.1 ** k)
const SLID = [...UP, ...UP.toReversed()]

describe('a network whose wires move', () => {
  for (const open of [true, false]) {
    it(`is what a network of its own says, to the tolerance, and seldom solved: lines ${open ? 'open' : 'held'}`, () => {
      const problem = problemOf(open)
      const network = rewiredNetwork(problem, { tolerance: TOLERANCE })!
      let solved = 0
      for (const ohms of SLID) {
        const wires = { word: ohms, bit: 2 * ohms }
        const found = network.solve(wires)
        expect(found.report.residual).toBeLessThanOrEqual(TOLERANCE)
        if (found.report.newton > 0) solved++
        const wanted = solveNetwork({ ...problem, wordWire: wires.word, bitWire: wires.bit })
        for (const name of ['wordVoltages', 'bitVoltages', 'cellVoltages'] as const)
          wanted[name].forEach((volts, k) => {
            expect(Math.abs(found[name][k] - volts)).toBeLessThan(3 * TOLERANCE * 0.2)
          })
      }
      // Each way up a few, and on the way back next to none.
      expect(solved).toBeLessThan(SLID.length / 4)
    })
  }

  it('is exact at 0 ohm, and goes on after it', () => {
    const problem = problemOf(true)
    const network = rewiredNetwork(problem, { tolerance: TOLERANCE })!
    for (const ohms of [1, 0, 1.1]) {
      const found = network.solve({ word: ohms, bit: ohms })
      const wanted = solveNetwork({ ...problem, wordWire: ohms, bitWire: ohms })
      const most = Math.max(...wanted.cellCurrents.map(Math.abs))
      wanted.cellCurrents.forEach((amps, k) => {
        expect(Math.abs(found.cellCurrents[k] - amps) / most).toBeLessThan(3 * TOLERANCE)
      })
    }
  })

  it('is not for cells that are not linear, nor for drivers with a compliance', () => {
    expect(rewiredNetwork(problemOf(true, { linear: false }), { tolerance: TOLERANCE })).toBeUndefined()
    const problem = problemOf(false)
    const limited = { ...problem, left: { ...problem.left, limit: new Float64Array(SIZE).fill(1e-3) } }
    expect(rewiredNetwork(limited, { tolerance: TOLERANCE })).toBeUndefined()
  })
})
