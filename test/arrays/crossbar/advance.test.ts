import { describe, expect, test } from 'vitest'
import { advance } from '../../../arrays/crossbar/advance.ts'
import { addressCells } from '../../../arrays/crossbar/bias/address-cells.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive, quietDrive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { testArray } from './test-device.ts'

/** Runge-Kutta of the test device behind `ohms` ohm at each side: an independent answer for one cell, its energies in J. */
function reference(
  volts: number,
  ohms: number,
  seconds: number,
): { x: number; energy: number; drivers: number } {
  const cell = (x: number): number => volts / (1 + 2 * ohms * (1e-4 + 9e-4 * x))
  const slope = (x: number): number => {
    const v = cell(x)
    return 2 * (1 + v * v) * ((v * v) / (v * v + 1) - x)
  }
  const power = (x: number): number => volts * (1e-4 + 9e-4 * x) * cell(x)
  const steps = 20_000
  const h = seconds / steps
  let x = 0
  let energy = 0
  let drivers = 0
  for (let k = 0; k < steps; k++) {
    const [a, b] = [slope(x), slope(x + (h / 2) * slope(x))]
    const c = slope(x + (h / 2) * b)
    const next = x + (h / 6) * (a + 2 * b + 2 * c + slope(x + h * c))
    energy += (h / 2) * (power(x) + power(next))
    drivers += (h / 2) * 2 * ohms * ((power(x) / volts) ** 2 + (power(next) / volts) ** 2)
    x = next
  }
  return { x, energy, drivers }
}

describe('one cell behind 500 ohm drivers', () => {
  const spec = testArray([1, 1], { ohms: 500 })
  const drive = crossbarDrive(spec, addressCells([1, 1], 0, [1], 1.5, 'half'), Uint8Array.of(1))

  test('follows an independent integration to 1e-4 of the range, its energies to 1e-4', () => {
    const states = spec.initial.map(x => x.slice())
    const meter = createEnergyMeter()
    const steps = advance(spec, drive, 0.4, states, meter)
    const { x, energy, drivers } = reference(1.5, 500, 0.4)
    expect(steps).toBeGreaterThan(1)
    expect(Math.abs(states[0][0] - x)).toBeLessThan(1e-4)
    expect(Math.abs(meter.delivered / energy - 1)).toBeLessThan(1e-4)
    expect(Math.abs(meter.drivers / drivers - 1)).toBeLessThan(1e-4)
    expect(Math.abs(meter.balance())).toBeLessThan(1e-7)
  })

  test('is of second order in the step', () => {
    const exact = reference(1.5, 500, 0.4).x
    const run = (tolerance: number): { steps: number; error: number } => {
      const states = spec.initial.map(x => x.slice())
      const steps = advance(spec, drive, 0.4, states, createEnergyMeter(), { tolerance })
      return { steps, error: Math.abs(states[0][0] - exact) }
    }
    const [coarse, fine] = [run(1e-3), run(1e-5)]
    const order = Math.log(coarse.error / fine.error) / Math.log(fine.steps / coarse.steps)
    expect(order).toBeGreaterThan(1.7)
  })
})

describe('a crossbar of 4 x 3 cells on 10-ohm wires', () => {
  const spec = testArray([4, 3], { wire: 10, ohms: 50 })

  test('delivers what it dissipates, to 1e-7', () => {
    const states = spec.initial.map(x => x.slice())
    const meter = createEnergyMeter()
    const drive = crossbarDrive(spec, addressCells([4, 3], 2, [1, 0, 1], 1.2, 'half'), new Uint8Array(4))
    advance(spec, drive, 0.3, states, meter)
    expect(meter.delivered).toBeGreaterThan(0)
    expect(meter.wires).toBeGreaterThan(0)
    expect(meter.drivers).toBeGreaterThan(0)
    expect(Math.abs(meter.balance())).toBeLessThan(1e-7)
  })

  test('at 0 V relaxes exactly in one step', () => {
    const states = [new Float64Array(12).fill(0.5)]
    expect(advance(spec, quietDrive(spec, 'crossbar'), 0.25, states, createEnergyMeter())).toBe(1)
    for (const x of states[0]) expect(x).toBeCloseTo(0.5 * Math.exp(-2 * 0.25), 14)
  })
})

test('isolated cells: one exact step, energy as the closed integral', () => {
  const spec = testArray([1, 2])
  const states = spec.initial.map(x => x.slice())
  const meter = createEnergyMeter()
  expect(advance(spec, { kind: 'isolated', volts: Float64Array.of(1, 0) }, 0.3, states, meter)).toBe(1)
  expect(states[0][0]).toBeCloseTo(0.5 * (1 - Math.exp(-4 * 0.3)), 14)
  expect(states[0][1]).toBe(0)
  const integral = 0.5 * (0.3 - (1 - Math.exp(-4 * 0.3)) / 4)
  expect(meter.delivered).toBeCloseTo(1e-4 * 0.3 + 9e-4 * integral, 12)
})

describe('the energy of cells that relax by much within one step', () => {
  test.each([
    ['ec-mof-l', 1.2, 5],
    ['zntpp', 10, 0.1],
    ['zntpp', 10, 0.5],
    ['pentacene-p13', 10, 0.05],
  ] as const)('is in a crossbar without wires that of %s alone: %f V, %f s', (device, volts, seconds) => {
    const spec = createArraySpec({ size: [2, 2], device })
    const written = addressCells([2, 2], 0, [1, 0], volts, 'ground')
    const [crossbar, alone] = [createEnergyMeter(), createEnergyMeter()]
    const drive = crossbarDrive(spec, written, new Uint8Array(2))
    const states = spec.initial.map(x => x.slice())
    expect(advance(spec, drive, seconds, states, crossbar)).toBe(1)
    const plane = Float64Array.from({ length: 4 }, (_, k) => written.word[k >> 1] - written.bit[k % 2])
    advance(
      spec,
      { kind: 'isolated', volts: plane },
      seconds,
      spec.initial.map(x => x.slice()),
      alone,
    )
    // Steps of both quadratures stop at 1e-5 of the size of what they integrate.
    expect(Math.abs(crossbar.delivered / alone.delivered - 1)).toBeLessThan(1e-5)
    expect(Math.abs(crossbar.balance())).toBeLessThan(1e-12)
  })
})
