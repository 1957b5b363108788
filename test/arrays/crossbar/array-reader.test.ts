import { describe, expect, test } from 'vitest'
import { createArrayReader } from '../../../arrays/crossbar/array-reader.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import type { BiasScheme } from '../../../arrays/crossbar/bias/index.ts'
import { type ArrayOptions, createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { readCells } from '../../../arrays/crossbar/device-cells.ts'
import { operatingPoint } from '../../../arrays/crossbar/operating-point.ts'
import { readSelections } from '../../../arrays/crossbar/read-array.ts'
import { createSolveRecorder } from '../../../arrays/crossbar/solve-log.ts'

const SIZE = [7, 6] as const
const BIASES = ['ground', 'half', 'third', 'float'] as const
/** One cell shorted, one open. */
const STUCK = Array.from({ length: 7 }, (_, i) =>
  Array.from({ length: 6 }, (_, j) => (i === 1 && j === 1 ? 'short' : i === 4 && j === 0 ? 'open' : null)),
) as NonNullable<ArrayOptions['stuck']>

function arrayOf(options: Partial<ArrayOptions>): ArraySpec {
  return createArraySpec({ size: SIZE, device: 'zntpp', wires: { word: 3, bit: 5 }, ...options })
}

/** States without a pattern in common, inside their ranges. */
function statesOf(spec: ArraySpec): Float64Array[] {
  return spec.model.states.map(({ range: [low, high] }, s) =>
    Float64Array.from(
      { length: SIZE[0] * SIZE[1] },
      (_, k) =>
        Math.max(low, 0) + ((k * 0.618034 + 0.3 * s) % 1) * 0.9 * (Math.min(high, 1) - Math.max(low, 0)),
    ),
  )
}

describe('a reader of an array', () => {
  const swept: [string, Partial<ArrayOptions>][] = [
    ['wires of some ohms', {}],
    ['drivers behind resistances', { left: { ohms: 20 }, bottom: { ohms: 70 } }],
    ['no resistance at all', { wires: { word: 0, bit: 0 } }],
    ['long wires', { wires: { word: 100, bit: 100 } }],
    ['lines of 100 ohm, cells to 0.015 S', { wires: { word: 100, bit: 100 }, parameters: { area: 10 } }],
    ['picosiemens cells', { parameters: { area: 1e-3, baseConductance: 1e-12 } }],
    ['resistors', { device: 'resistor' }],
    ['sinh cells', { device: 'sinh' }],
    ['cells that return charge', { device: 'ec-mof-l' }],
  ]
  /** Swept where no line floats. */
  const driven: [string, Partial<ArrayOptions>][] = [
    ['stuck cells', { stuck: STUCK, wires: { word: 0.1, bit: 0.1 } }],
  ]
  const full: [string, Partial<ArrayOptions>][] = [
    ['selectors', { access: { kind: 'selector' } }],
    ['lines that cells couple strongly', { wires: { word: 1e6, bit: 1e6 }, parameters: { area: 1e3 } }],
  ]
  const cases = [
    ...swept.map(([name, options]) => [name, options, BIASES] as const),
    ...driven.map(([name, options]) => [name, options, BIASES.filter(bias => bias !== 'float')] as const),
    ...full.map(([name, options]) => [name, options, []] as const),
  ]
  test.each(cases)(
    'finds what each network in full does: %s',
    (_, options, sweeps: readonly BiasScheme[]) => {
      const spec = arrayOf(options)
      const states = statesOf(spec)
      const cells = readCells(spec, states)
      for (const bias of BIASES) {
        for (const by of ['cell', 'row'] as const) {
          const reader = createArrayReader(spec)
          const recorder = createSolveRecorder()
          const selections = readSelections(spec, { network: 'crossbar', volts: 0.5, bias, by })
          for (const { drive } of selections) {
            const found = reader.point(drive, states, recorder)
            const exact = operatingPoint(spec, drive, states, { cells })
            const largest = Math.max(...exact.cellCurrents.map(Math.abs))
            const { topCurrents, bottomCurrents } = exact.solution!
            exact.cellCurrents.forEach((amps, k) => {
              expect(Math.abs(found.cellCurrents[k]! - amps) / largest).toBeLessThan(1e-11)
              expect(Math.abs(found.cellVolts[k]! - exact.cellVolts[k]!)).toBeLessThan(1e-11)
            })
            bottomCurrents.forEach((amps, j) => {
              const error = found.bitCurrents![j]! - amps - topCurrents[j]!
              expect(Math.abs(error) / largest).toBeLessThan(1e-11)
            })
          }
          expect(recorder.log().engine === 'line sweeps').toBe(sweeps.includes(bias))
          expect(recorder.log().solves).toBe(selections.length)
        }
      }
    },
  )
})
