import { describe, expect, test } from 'vitest'
import { advance } from '../../../arrays/crossbar/advance.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { defineDevice } from '../../../arrays/devices/define-device.ts'
import { linearDriftJoglekar } from '../../../arrays/devices/field/linear-drift.ts'
import { junctionBehindResistance } from '../../referee/inner-devices.ts'

const starts = [
  [0.1, 0.2, 0.3],
  [0.5, 0.4, 0.3],
]

describe.each([
  [linearDriftJoglekar, 1.5, 0.3, 200],
  [junctionBehindResistance, 1.2, 4e-4, 200],
] as const)('network and states together: $name', (device, volts, seconds, ohms) => {
  const spec = createArraySpec({
    size: [2, 3],
    device,
    state: { x: starts },
    wires: { word: ohms, bit: ohms },
  })
  const drive = crossbarDrive(
    spec,
    { word: Float64Array.of(volts, 0.7 * volts), bit: Float64Array.of(0, volts / 2, 0) },
    new Uint8Array(2),
  )
  const run = (tolerance: number): { steps: number; x: Float64Array } => {
    const states = spec.initial.map(values => values.slice())
    const steps = advance(spec, drive, seconds, states, createEnergyMeter(), { tolerance, energy: false })
    return { steps, x: states[0] }
  }

  test('are of second order in the step', () => {
    const reference = run(3e-9).x
    const errorOf = ({ x }: { x: Float64Array }): number =>
      Math.max(...x.map((value, k) => Math.abs(value - reference[k])))
    const [coarse, fine] = [run(2e-4), run(2e-6)]
    expect(fine.steps).toBeGreaterThan(4 * coarse.steps)
    const order = Math.log(errorOf(coarse) / errorOf(fine)) / Math.log(fine.steps / coarse.steps)
    expect(order).toBeGreaterThan(1.7)
    expect(order).toBeLessThan(2.6)
  })
})

test('a rate without a finite value is an error that names device, cell and voltage', () => {
  const device = defineDevice({
    name: 'no-root',
    title: 'Rate without a value above 1 V',
    source: 'none: a device for tests',
    states: { x: { range: [0, 1], start: 0.2 } },
    current: '1e-4 * (1 + x) * v',
    rates: { x: 'sqrt(1 - v)' },
    read: '0.1 V',
    measured: [-2, 2],
  })
  const spec = createArraySpec({ size: [1, 2], device, left: { ohms: 100 } })
  const drive = crossbarDrive(
    spec,
    { word: Float64Array.of(2), bit: Float64Array.of(1.5, 0) },
    new Uint8Array(1),
  )
  const run = (): number =>
    advance(
      spec,
      drive,
      1,
      spec.initial.map(x => x.slice()),
      createEnergyMeter(),
    )
  expect(run).toThrow(/the states of no-root in cell 1 cannot be followed 0 s into a segment at 1\.9\d* V/)
})
