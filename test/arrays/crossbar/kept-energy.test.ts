import { describe, expect, test } from 'vitest'
import { advance } from '../../../arrays/crossbar/advance.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive, type Drive, quietDrive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter, type EnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { operatingPoint } from '../../../arrays/crossbar/operating-point.ts'
import { defineDevice, twoTerminalDeviceOf } from '../../../arrays/devices/define-device.ts'
import { linearDriftJoglekar } from '../../../arrays/devices/field/linear-drift.ts'
import { thresholdMemristor } from '../../../arrays/devices/field/threshold-memristor.ts'

/** A capacitance that grows with its voltage, behind a series resistance: what it keeps is c0 (x^2/2 + x^4/4). */
const nonlinearCapacitor = defineDevice({
  name: 'nonlinear-capacitor',
  title: 'Capacitor whose capacitance grows with its voltage',
  source: 'none: a device for tests',
  parameters: { c0: '1e-6 F', series: '1 kohm' },
  states: { x: { range: [-10, 10], start: 0 } },
  current: '(v - x) / series',
  rates: { x: 'i / (c0 * (1 + x ** 2))' },
  stored: 'c0 * (x ** 2 / 2 + x ** 4 / 4)',
  read: '0.1 V',
  measured: [-2, 2],
})
const kept = (x: number): number => 1e-6 * (x ** 2 / 2 + x ** 4 / 4)

/** Rates of the two devices at device volts, by hand. */
const RATES: Readonly<Record<string, (v: number, x: number) => number>> = {
  'nonlinear-capacitor': (v, x) => (v - x) / 1000 / (1e-6 * (1 + x ** 2)),
  'linear-drift-joglekar': (v, x) =>
    ((1e-14 * 100) / 10e-9 ** 2) * (v / (100 * x + 16_000 * (1 - x))) * (1 - (2 * x - 1) ** 2),
}

interface Energies {
  readonly x: readonly number[]
  readonly delivered: number
  readonly wires: number
}

/** Heun's rule over a fine stair, powers by the trapezoid: only the network of one instant is the product's. */
function byHand(spec: ArraySpec, drive: Drive, seconds: number, steps: number): Energies {
  const rate = RATES[spec.model.name]
  const h = seconds / steps
  let x = Array.from(spec.initial[0])
  let delivered = 0
  let wires = 0
  const at = (states: readonly number[]) => {
    const { deviceVolts, power } = operatingPoint(spec, drive, [Float64Array.from(states)])
    return { power, rates: states.map((state, k) => rate(deviceVolts[k], state)) }
  }
  let here = at(x)
  for (let k = 0; k < steps; k++) {
    const ahead = at(x.map((state, c) => state + h * here.rates[c]))
    x = x.map((state, c) => state + (h / 2) * (here.rates[c] + ahead.rates[c]))
    const there = at(x)
    delivered += (h / 2) * (here.power.delivered + there.power.delivered)
    wires += (h / 2) * (here.power.wires + there.power.wires)
    here = there
  }
  return { x, delivered, wires }
}

function metered(
  spec: ArraySpec,
  drive: Drive,
  seconds: number,
  tolerance?: number,
): EnergyMeter & { x: readonly number[] } {
  const states = spec.initial.map(values => values.slice())
  const meter = createEnergyMeter()
  advance(spec, drive, seconds, states, meter, tolerance === undefined ? {} : { tolerance })
  return Object.assign(meter, { x: Array.from(states[0]) })
}

const starts = [
  [0.1, 0.2, 0.3],
  [0.5, 0.4, 0.3],
  [0.2, 0.6, 0.1],
]
const arrays = {
  drift: createArraySpec({
    size: [3, 3],
    device: linearDriftJoglekar,
    state: { x: starts },
    wires: { word: 10, bit: 20 },
  }),
  capacitors: createArraySpec({
    size: [3, 3],
    device: nonlinearCapacitor,
    state: { x: starts },
    wires: { word: 100, bit: 50 },
  }),
}
const lone = (device: typeof nonlinearCapacitor, x: number): ArraySpec =>
  createArraySpec({ size: [1, 1], device, state: { x } })

function driven(spec: ArraySpec, volts: number): Drive {
  const word = Float64Array.from({ length: spec.size[0] }, (_, i) => volts * (1 - 0.2 * i))
  const bit = Float64Array.from({ length: spec.size[1] }, (_, j) => (j === 1 ? volts / 2 : 0))
  return crossbarDrive(spec, { word, bit }, new Uint8Array(spec.size[0]))
}

describe('energies of cells with any rate, against an integration by hand', () => {
  test.each([
    ['drift alone', lone(linearDriftJoglekar, 0.1), 1, 1.5],
    ['capacitor alone', lone(nonlinearCapacitor, 0.2), 1.5, 2e-3],
  ] as const)('%s: to 1e-5', (_, spec, volts, seconds) => {
    const drive: Drive = { kind: 'isolated', volts: Float64Array.of(volts) }
    const meter = metered(spec, drive, seconds)
    const hand = byHand(spec, drive, seconds, 4000)
    expect(Math.abs(meter.x[0] - hand.x[0])).toBeLessThan(1e-5)
    expect(Math.abs(meter.delivered / hand.delivered - 1)).toBeLessThan(1e-5)
    expect(Math.abs(meter.balance())).toBeLessThan(1e-12)
  })

  test.each([
    ['drift', arrays.drift, 1, 0.8],
    ['capacitors', arrays.capacitors, 1.5, 2e-3],
  ] as const)(
    'a 3 x 3 crossbar of %s: to 1e-5 with finer steps, to 2e-4 with those that are taken',
    (_, spec, volts, seconds) => {
      const drive = driven(spec, volts)
      const hand = byHand(spec, drive, seconds, 2000)
      for (const [tolerance, bound] of [
        [undefined, 2e-4],
        [1e-6, 1e-5],
      ] as const) {
        const meter = metered(spec, drive, seconds, tolerance)
        expect(Math.abs(meter.delivered / hand.delivered - 1)).toBeLessThan(bound)
        expect(Math.abs(meter.wires / hand.wires - 1)).toBeLessThan(10 * bound)
        meter.x.forEach((x, k) => {
          expect(Math.abs(x - hand.x[k])).toBeLessThan(bound)
        })
        expect(Math.abs(meter.balance())).toBeLessThan(1e-12)
      }
    },
  )
})

describe('states that do all that they do within a short part of a segment', () => {
  const spec = createArraySpec({ size: [1, 1], device: thresholdMemristor, left: { ohms: 1000 } })
  const driven = (volts: number): Drive =>
    crossbarDrive(spec, { word: Float64Array.of(volts), bit: Float64Array.of(0) }, new Uint8Array(1))

  test.each([
    // As its resistance falls, less and less of the voltage is left for it: it stops at the threshold.
    [-3, 1e-8, 8000 / 7],
    [-3, 1e-6, 8000 / 7],
    [-3, 1, 8000 / 7],
    [-4, 1e-6, 1000],
    [-4, 1, 1000],
  ])('end where they end, and leave the energy right to 1e-3: %d V, %d s', (volts, seconds, ohms) => {
    const meter = metered(spec, driven(volts), seconds)
    let [r, time, energy] = [7000, 0, 0]
    const h = 2e-13
    while (time < Math.min(seconds, 3e-8)) {
      const own = (-volts * r) / (r + 1000)
      energy += (h * own ** 2) / r
      r = Math.max(1000, r - h * 2e12 * Math.max(own - 1.6, 0))
      time += h
    }
    energy += (Math.max(0, seconds - time) * ((volts * r) / (r + 1000)) ** 2) / r
    expect(Math.abs(meter.x[0] - ohms)).toBeLessThan(0.9)
    expect(Math.abs(meter.cells / energy - 1)).toBeLessThan(1e-3)
  })
})

describe('what a cell keeps', () => {
  const sum = (x: readonly number[]): number => x.reduce((total, one) => total + kept(one), 0)

  test('is what its law says, and the rest of what it takes is dissipated in its series resistance', () => {
    const spec = lone(nonlinearCapacitor, 0.2)
    const meter = metered(spec, { kind: 'isolated', volts: Float64Array.of(1.5) }, 2e-3)
    expect(meter.stored / (sum(meter.x) - kept(0.2)) - 1).toBeCloseTo(0, 6)
    let dissipated = 0
    let x = 0.2
    const steps = 200_000
    for (let k = 0; k < steps; k++) {
      const next =
        x +
        (2e-3 / steps) *
          RATES['nonlinear-capacitor'](1.5, x + (1e-3 / steps) * RATES['nonlinear-capacitor'](1.5, x))
      dissipated += (1e-3 / steps / 1000) * ((1.5 - x) ** 2 + (1.5 - next) ** 2)
      x = next
    }
    expect(Math.abs(meter.cells / dissipated - 1)).toBeLessThan(1e-5)
  })

  test('in a crossbar, without what stuck cells would keep', () => {
    const { capacitors } = arrays
    const meter = metered(capacitors, driven(capacitors, 1.5), 2e-3)
    expect(meter.stored / (sum(meter.x) - sum(starts.flat())) - 1).toBeCloseTo(0, 9)
    expect(meter.cells).toBeGreaterThan(0)
    const stuck = {
      ...capacitors,
      stuck: Float64Array.from({ length: 9 }, (_, k) => (k === 4 ? 1e-3 : Number.NaN)),
    }
    const other = metered(stuck, driven(stuck, 1.5), 2e-3)
    const working = (x: readonly number[]): number[] => x.filter((_, k) => k !== 4)
    expect(other.stored / (sum(working(other.x)) - sum(working(starts.flat()))) - 1).toBeCloseTo(0, 9)
  })

  test.each(['isolated', 'crossbar'] as const)('at 0 V is given back and dissipated, %s', network => {
    const { capacitors } = arrays
    const meter = metered(capacitors, quietDrive(capacitors, network), 2e-3)
    expect(meter.stored).toBeLessThan(-1e-7)
    expect(Math.abs(meter.delivered)).toBeLessThan(-1e-5 * meter.stored)
    expect((meter.cells + meter.wires) / -meter.stored - 1).toBeCloseTo(0, 5)
    expect(meter.wires > 0).toBe(network === 'crossbar')
  })

  test('follows from the states and parameters: a law of the voltage is refused', () => {
    expect(() =>
      twoTerminalDeviceOf({ ...nonlinearCapacitor.definition, stored: 'c0 * v ** 2 / 2' }),
    ).toThrow(/nonlinear-capacitor.*stored.*found v; expected a law of the states and the parameters/)
  })
})
