import { describe, expect, test } from 'vitest'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { addressCells } from '../../../arrays/crossbar/bias/address-cells.ts'
import type { BiasScheme } from '../../../arrays/crossbar/bias/index.ts'
import { type ArrayOptions, createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { type CrossbarDrive, crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { operatingPoint } from '../../../arrays/crossbar/operating-point.ts'
import { createSweptCrossbar, type SweptCrossbar } from '../../../arrays/crossbar/swept-crossbar.ts'
import type { SweptMark } from '../../../arrays/crossbar/swept-grid.ts'

const SIZE = [6, 5] as const
/** One cell shorted, one open. */
const STUCK = Array.from({ length: 6 }, (_, i) =>
  Array.from({ length: 5 }, (_, j) =>
    i === 1 && j === 1 ? ('short' as const) : i === 4 && j === 0 ? 0 : null,
  ),
)

function arrayOf(options: Partial<ArrayOptions> = {}): ArraySpec {
  return createArraySpec({ size: SIZE, device: 'zntpp', wires: { word: 3, bit: 5 }, ...options })
}

function driveOf(spec: ArraySpec, bias: BiasScheme): CrossbarDrive {
  const volts = addressCells(SIZE, 2, [1, 0, 1, 0, 0], 10, bias)
  return crossbarDrive(spec, volts, new Uint8Array(SIZE[0]).fill(1))
}

function sweptOf(spec: ArraySpec, drive: CrossbarDrive): SweptCrossbar {
  const swept = createSweptCrossbar(spec)!
  expect(swept.drive(drive, 1e-9, undefined)).toBe(true)
  return swept
}

/** States without a pattern in common. */
function statesOf(spec: ArraySpec): Float64Array[] {
  return spec.initial.map((plane, s) => plane.map((_, k) => ((k * 0.618034 + 0.3 * s) % 1) * 0.9))
}

describe('a crossbar solved by line sweeps', () => {
  const cases: [string, Partial<ArrayOptions>, BiasScheme, number?][] = [
    ['drivers of 0 ohm, half bias', {}, 'half'],
    ['drivers of some ohms, third bias', { left: { ohms: 20 }, bottom: { ohms: 7 } }, 'third'],
    ['lines driven at both ends', { right: { ohms: 4 }, top: { ohms: 0 } }, 'half', 0.5],
    ['wires of 0 ohm behind drivers', { wires: { word: 0, bit: 0 }, left: { ohms: 50 } }, 'ground'],
    ['no resistance at all', { wires: { word: 0, bit: 0 } }, 'half'],
    ['picosiemens cells', { parameters: { area: 1e-3, baseConductance: 1e-12 } }, 'half'],
    ['stuck cells', { stuck: STUCK }, 'half'],
    ['floating lines', {}, 'float'],
    ['floating lines of 0 ohm', { wires: { word: 0, bit: 0 } }, 'float'],
  ]
  test.each(cases)(
    'has the voltages, currents and powers of the network: %s',
    (_, options, bias, more = 0) => {
      const spec = arrayOf(options)
      const drive = driveOf(spec, bias)
      // The far ends of the lines stand at other volts than the near ones.
      for (const { value } of [drive.right, drive.top]) {
        for (let k = 0; k < value.length; k++) value[k] = value[k] + more
      }
      const states = statesOf(spec)
      const swept = sweptOf(spec, drive)
      expect(swept.solve(states)).toBe(true)
      const found = swept.mark()
      const exact = operatingPoint(spec, drive, states)
      const largest = Math.max(...exact.cellCurrents.map(Math.abs))
      exact.cellVolts.forEach((volts, k) => {
        expect(Math.abs(found.cellVolts[k] - volts)).toBeLessThan(1e-7)
        expect(Math.abs(found.currents[k] - exact.cellCurrents[k])).toBeLessThan(1e-7 * largest)
      })
      const { power } = swept.power(found)
      for (const part of ['delivered', 'cells', 'wires', 'drivers'] as const) {
        expect(Math.abs(power[part] - exact.power[part]), part).toBeLessThan(1e-7 * exact.power.delivered)
      }
      // Delivered power is found from the lines of the drivers, lost power from each part.
      const lost = power.cells + power.wires + power.drivers
      expect(Math.abs(power.delivered - lost) / power.delivered).toBeLessThan(1e-9)
    },
  )

  test('starts from where a straight line or a parabola of earlier nodes leads to', () => {
    const spec = arrayOf()
    const swept = sweptOf(spec, driveOf(spec, 'half'))
    const at = (word: number, bit: number): SweptMark => {
      const mark = swept.mark()
      mark.word.fill(word)
      mark.bit.fill(bit)
      return mark
    }
    const [first, second, third] = [at(1, 0), at(3, 0), at(7, 2)]
    swept.startFrom([second, first], [1.5, -0.5])
    expect(swept.mark().word[7]).toBe(4)
    expect(swept.mark().bit[7]).toBe(0)
    swept.startFrom([third, second, first], [3, -3, 1])
    expect(swept.mark().word[7]).toBe(13)
    expect(swept.mark().bit[7]).toBe(6)
  })

  test('under one drive after the other finds what a new one finds', () => {
    const spec = arrayOf({ right: { ohms: 4 } })
    const states = statesOf(spec)
    const drives = (['half', 'third', 'ground'] as const).map(bias => driveOf(spec, bias))
    const swept = sweptOf(spec, drives[0]!)
    for (const drive of drives) {
      swept.drive(drive, 1e-9, undefined)
      swept.solve(states)
      const alone = sweptOf(spec, drive)
      alone.solve(states)
      expect(swept.mark()).toEqual(alone.mark())
    }
  })

  test('does not settle lines that cells couple more strongly than their wires hold them', () => {
    const spec = arrayOf({ wires: { word: 1e6, bit: 1e6 }, parameters: { area: 1e3 } })
    expect(sweptOf(spec, driveOf(spec, 'half')).solve(statesOf(spec))).toBe(false)
  })

  test('leaves an access element to the solver in full', () => {
    expect(createSweptCrossbar(arrayOf({ access: { kind: 'selector' } }))).toBeUndefined()
  })

  test('leaves floating lines whose cells may not hold them to the solver in full', () => {
    const spec = arrayOf({ stuck: STUCK })
    expect(sweptOf(spec, driveOf(spec, 'half')).solve(statesOf(spec))).toBe(true)
    expect(sweptOf(spec, driveOf(spec, 'float')).solve(statesOf(spec))).toBe(false)
  })
})
