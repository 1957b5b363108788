import { describe, expect, test } from 'vitest'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import { advanceGated } from '../../../arrays/gated/advance-gated.ts'
import { createGatedArray, type GatedArraySpec } from '../../../arrays/gated/gated-array-spec.ts'
import {
  type GateControl,
  type GatedDrive,
  gateWrite,
  writeDrive,
} from '../../../arrays/gated/gated-drive.ts'

const copyOf = (spec: GatedArraySpec): Float64Array[] => spec.initial.map(x => x.slice())

/** Gate lines at 0 V or 0 A, as the device is controlled, or at 0 V. */
function atRest(spec: GatedArraySpec, control: GateControl = spec.model.control): GatedDrive {
  const [rows, columns] = spec.size
  return writeDrive(spec, { gate: new Float64Array(rows), source: new Float64Array(columns), control })
}

/** Five pulses along the diagonal, then 1e6 s with all lines at 0 V. */
function pulsesAndWait(
  spec: GatedArraySpec,
  control: GateControl = spec.model.control,
): { steps: number; states: Float64Array[]; balance: number } {
  const states = copyOf(spec)
  const { amplitude, width } = spec.model.pulses.raise
  const [rows, columns] = spec.size
  for (let pulse = 0; pulse < 5; pulse++) {
    const selected = Float64Array.from({ length: columns }, (_, j) => (j === pulse % columns ? 1 : 0))
    const drive = gateWrite(spec, { row: pulse % rows, selected, amplitude }, 'half')
    advanceGated(spec, drive, width, states, createEnergyMeter())
  }
  const meter = createEnergyMeter()
  const steps = advanceGated(spec, atRest(spec, control), 1e6, states, meter)
  expect(Number.isFinite(meter.delivered + meter.cells + meter.wires + meter.drivers)).toBe(true)
  return { steps, states, balance: meter.balance() }
}

describe('a wait of 1e6 s takes at most 50 steps', () => {
  test.each(GATED_DEVICE_MODELS.map(model => [model.name, model] as const))('2 x 2 of %s', (_, device) => {
    for (const ohms of [0, 1]) {
      const wires = { gate: ohms, drain: ohms, source: ohms }
      for (const control of ['voltage', 'current'] as const) {
        const { steps, balance } = pulsesAndWait(createGatedArray({ size: [2, 2], device, wires }), control)
        expect(steps).toBeLessThanOrEqual(50)
        expect(Math.abs(balance)).toBeLessThan(1e-6)
      }
    }
  })

  test('8 x 8 of lipon-licoo2, whose cells discharge through each other in a fifth of a second', () => {
    const wires = { gate: 1, drain: 1, source: 1 }
    const { steps, states } = pulsesAndWait(createGatedArray({ size: [8, 8], device: 'lipon-licoo2', wires }))
    expect(steps).toBeLessThanOrEqual(50)
    expect(Math.max(...states[1]!)).toBeLessThan(1e-2)
  })
})

/** The lasting state and the gate of lipon-licoo2, written out. */
const [lost, raised, lowered] = [1e-7, 1 / (1 - Math.exp(-0.01)), 1 - 1 / (1 - Math.exp(-0.01))]
const perAmpere = 0.01 / 1062 / (Math.exp(200e-9) - 1)
const siemens = 200e-9 / 0.75e-3
const openVolts = -4.2
function rateOf(amps: number, x: number): number {
  const [up, down] = [Math.max(0, Math.exp(-amps) - 1), Math.max(0, Math.exp(amps) - 1)]
  return perAmpere * (up * (raised - x) + down * (lowered - x)) - lost * x
}

/** Fourth-order Runge-Kutta of the state with integrals that it gives, as an integration by hand. */
function byHand(
  seconds: number,
  from: number,
  steps: number,
  at: (x: number) => { readonly amps: number; readonly watts: number },
): { x: number; joules: number } {
  const h = seconds / steps
  let [x, joules] = [from, 0]
  for (let k = 0; k < steps; k++) {
    const slope = (y: number): number => rateOf(at(y).amps, y)
    const k1 = slope(x)
    const k2 = slope(x + (h / 2) * k1)
    const k3 = slope(x + (h / 2) * k2)
    const k4 = slope(x + h * k3)
    const middle = x + (h / 2) * k2
    const next = x + (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4)
    joules += (h / 6) * (at(x).watts + 4 * at(middle).watts + at(next).watts)
    x = next
  }
  return { x, joules }
}

describe('energies of lipon-licoo2, a battery, against an integration by hand', () => {
  test('one cell charged by -200 nA for 500 s takes 99.28 uJ; a wait on 0-ohm lines takes none', () => {
    const spec = createGatedArray({ size: [1, 1], device: 'lipon-licoo2' })
    const states = copyOf(spec)
    const meter = createEnergyMeter()
    const drive = gateWrite(spec, { row: 0, selected: [1], amplitude: -200e-9 }, 'half')
    advanceGated(spec, drive, 500, states, meter)
    const hand = byHand(500, 0, 2000, x => ({
      amps: -200e-9,
      watts: -200e-9 * (-200e-9 / siemens + openVolts * x),
    }))
    expect(Math.abs(hand.joules / 99.28e-6 - 1)).toBeLessThan(1e-4)
    expect(Math.abs(meter.delivered / hand.joules - 1)).toBeLessThan(1e-6)
    expect(Math.abs(states[1]![0]! - hand.x)).toBeLessThan(1e-9)
    const wait = createEnergyMeter()
    advanceGated(spec, atRest(spec, 'voltage'), 1e6, states, wait)
    expect(Math.abs(wait.delivered)).toBeLessThan(1e-12)
  })

  test('discharged through the driver of its gate line, what it heats there', () => {
    const ohms = 10_000
    const spec = createGatedArray({
      size: [1, 1],
      device: 'lipon-licoo2',
      state: { lasting: 0.4 },
      ends: { gateLeft: { ohms } },
    })
    const states = copyOf(spec)
    const meter = createEnergyMeter()
    advanceGated(spec, atRest(spec, 'voltage'), 3, states, meter)
    const hand = byHand(3, 0.4, 20_000, x => {
      const amps = (-openVolts * x) / (ohms + 1 / siemens)
      return { amps, watts: amps * amps * ohms }
    })
    expect(Math.abs(meter.drivers / hand.joules - 1)).toBeLessThan(1e-4)
    expect(Math.abs(meter.delivered)).toBeLessThan(1e-9 * meter.drivers)
    expect(Math.abs(meter.balance())).toBeLessThan(1e-9)
    expect(Math.abs(states[1]![0]! - hand.x)).toBeLessThan(1e-5)
  })
})
