import { describe, expect, test } from 'vitest'
import type { AccessOption } from '../../arrays/access/access-option.ts'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'
import { solveArray } from '../../arrays/crossbar/solve-array.ts'
import { type LineEnds, VOLTAGE } from '../../arrays/network/problem.ts'
import { uniform } from '../../arrays/random/keyed-random.ts'
import { arrayNetlist } from '../../arrays/spice/array-netlist.ts'
import { needNgspice, runNgspice } from '../reference/run-ngspice.ts'

/** Numbers from low to high, evenly or evenly in their logarithm. */
interface Draw {
  even(low: number, high: number): number
  log(low: number, high: number): number
  pick<T>(...choices: readonly T[]): T
}

function drawing(stream: number): Draw {
  let drawn = 0
  const next = (): number => uniform(7, stream, drawn++)
  const even = (low: number, high: number): number => low + next() * (high - low)
  return {
    even,
    log: (low, high) => Math.exp(even(Math.log(low), Math.log(high))),
    pick: (...choices) => choices[Math.floor(next() * choices.length)],
  }
}

function volts(values: readonly number[], ohms: number): LineEnds {
  return {
    kind: new Uint8Array(values.length).fill(VOLTAGE),
    value: Float64Array.from(values),
    ohms: new Float64Array(values.length).fill(ohms),
  }
}

/** A random array behind the element, its lines driven at the left and at the bottom. */
function randomArray(
  size: readonly [number, number],
  draw: Draw,
  access: AccessOption,
  { wires = {}, ohms = 0 }: { wires?: { word?: number; bit?: number }; ohms?: number } = {},
): ArraySpec {
  const scale = draw.log(1e-6, 1e-3)
  const conductance = rows(size, () => scale * draw.log(0.2, 5))
  const device = draw.pick('resistor', 'sinh')
  const spec = createArraySpec({
    size,
    device,
    parameters: { conductance, ...(device === 'sinh' ? { beta: draw.even(1, 6) } : {}) },
    wires,
    access,
  })
  const some = (lines: number): number[] => Array.from({ length: lines }, () => draw.even(-1.2, 1.8))
  return { ...spec, left: volts(some(size[0]), ohms), bottom: volts(some(size[1]), ohms) }
}

function randomTransistor(size: readonly [number, number], draw: Draw, side: 'word' | 'bit'): AccessOption {
  const gate = (): number => draw.pick(0, draw.even(0.8, 3), draw.even(0.8, 3))
  return {
    kind: 'transistor',
    side,
    gateVolts: rows(size, gate),
    threshold: draw.even(0.3, 0.7),
    transconductance: draw.log(1e-5, 1e-2),
    offCurrent: draw.log(1e-10, 1e-7),
  }
}

function rows([lines, columns]: readonly [number, number], value: () => number): number[][] {
  return Array.from({ length: lines }, () => Array.from({ length: columns }, value))
}

/**
 * Largest difference of a current at the drivers, in parts of that current or of a share of the largest; undefined where
 * ngspice ended far beyond the sources, as it does when an exponential runs away from it.
 */
function worstDifference(spec: ArraySpec, share = 0): number | undefined {
  const printed = runNgspice(arrayNetlist(spec, spec.initial))
  if (Math.abs(printed.get('w_0_0')![0]) > 1000) return undefined
  const { leftCurrents, bottomCurrents } = solveArray(spec)
  const branch = (name: string): number => printed.get(`v${name}#branch`)![0]
  const pairs = [
    ...Array.from(leftCurrents, (amps, i) => [amps, -branch(`left_${i}`)] as const),
    ...Array.from(bottomCurrents, (amps, j) => [amps, branch(`bottom_${j}`)] as const),
  ]
  const largest = Math.max(...pairs.map(([amps]) => Math.abs(amps)))
  return Math.max(
    ...pairs.map(([amps, judge]) => Math.abs(amps - judge) / Math.max(Math.abs(judge), share * largest)),
  )
}

describe.skipIf(!needNgspice())(
  'access elements against ngspice, to 1e-6 of the current (needs ngspice)',
  () => {
    test.each(['word', 'bit'] as const)('90 cells with a transistor at the %s line', side => {
      const signs = new Set<number>()
      for (let k = 0; k < 90; k++) {
        const draw = drawing(side === 'word' ? k : 100 + k)
        const spec = randomArray([1, 1], draw, randomTransistor([1, 1], draw, side))
        signs.add(Math.sign(spec.left.value[0] - spec.bottom.value[0]))
        expect(worstDifference(spec), `cell ${k}`).toBeLessThan(1e-6)
      }
      expect(signs).toEqual(new Set([-1, 1]))
    })

    test.each(['word', 'bit'] as const)('ten crossbars with wires and transistors at the %s lines', side => {
      for (let k = 0; k < 10; k++) {
        const draw = drawing(side === 'word' ? 200 + k : 300 + k)
        const size = [2 + (k % 4), 2 + (k % 3)] as const
        const wires = { word: draw.log(1, 1000), bit: draw.log(1, 1000) }
        const spec = randomArray(size, draw, randomTransistor(size, draw, side), {
          wires,
          ohms: draw.log(1, 500),
        })
        expect(worstDifference(spec, 1e-3), `crossbar ${k}`).toBeLessThan(1e-6)
      }
    })

    test.each<[string, (draw: Draw, size: readonly [number, number]) => AccessOption]>([
      [
        'resistors',
        (draw, size) => ({ kind: 'resistor', ohms: rows(size, () => draw.pick(0, draw.log(100, 1e5))) }),
      ],
      [
        'diodes',
        draw => ({
          kind: 'diode',
          saturation: draw.log(1e-14, 1e-9),
          ideality: draw.even(1, 2),
          temperature: draw.even(250, 400),
          towards: draw.pick('bit', 'word'),
        }),
      ],
      [
        'diodes that break down',
        draw => ({ kind: 'diode', breakdown: draw.even(0.3, 1), breakdownCurrent: draw.log(1e-9, 1e-6) }),
      ],
      [
        'one-sided selectors',
        draw => ({
          kind: 'oneSidedSelector',
          saturation: draw.log(1e-12, 1e-9),
          scale: draw.even(0.05, 0.2),
          leakage: draw.log(1e-12, 1e-9),
          towards: draw.pick('bit', 'word'),
        }),
      ],
      [
        'selectors',
        draw => ({ kind: 'selector', saturation: draw.log(1e-12, 1e-9), scale: draw.even(0.05, 0.2) }),
      ],
    ])('ten crossbars with %s', (_, element) => {
      let compared = 0
      for (let k = 0; k < 10; k++) {
        const draw = drawing(400 + k)
        const size = [2 + (k % 3), 2 + (k % 4)] as const
        const wires = { word: draw.log(1, 100), bit: draw.log(1, 100) }
        const spec = randomArray(size, draw, element(draw, size), { wires, ohms: 10 })
        const difference = worstDifference(spec, 1e-3)
        if (difference === undefined) continue
        expect(difference, `crossbar ${k}`).toBeLessThan(1e-6)
        compared++
      }
      expect(compared).toBeGreaterThanOrEqual(9)
    })
  },
)
