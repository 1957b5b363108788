import { describe, expect, test } from 'vitest'
import { advanceRelaxing } from '../../../arrays/crossbar/advance-relaxing.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { addressCells } from '../../../arrays/crossbar/bias/address-cells.ts'
import type { BiasScheme } from '../../../arrays/crossbar/bias/index.ts'
import { type ArrayOptions, createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive, type Drive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter, type EnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { PartedSteps } from '../../../arrays/crossbar/parted-steps.ts'
import { RelaxingSteps } from '../../../arrays/crossbar/relaxing-steps.ts'
import { createSolveRecorder } from '../../../arrays/crossbar/solve-log.ts'
import { createSolvedNetwork } from '../../../arrays/crossbar/solved-network.ts'
import { createSweptCrossbar } from '../../../arrays/crossbar/swept-crossbar.ts'

const SECONDS = 0.1

function arrayOf(size: number, ohms: number, options: Partial<ArrayOptions> = {}): ArraySpec {
  return createArraySpec({
    size: [size, size],
    device: 'zntpp',
    parameters: { area: 4.11 },
    wires: { word: ohms, bit: ohms },
    left: { ohms },
    bottom: { ohms },
    ...options,
  })
}

/** Two of five cells of every word line, line after line. */
function pulsesOf(spec: ArraySpec, bias: BiasScheme): Drive[] {
  const [rows, columns] = spec.size
  return Array.from({ length: rows }, (_, i) => {
    const levels = Array.from({ length: columns }, (_, j) =>
      ((i * columns + j) * 0.6180339887) % 1 < 0.4 ? 1 : 0,
    )
    const gateOn = new Uint8Array(rows).fill(1)
    return crossbarDrive(spec, addressCells(spec.size, i, levels, 10, bias), gateOn)
  })
}

interface Played {
  readonly states: readonly Float64Array[]
  readonly meter: EnergyMeter
  readonly sweeps: number
}

/** As programs are played. */
function play(spec: ArraySpec, pulses: readonly Drive[]): Played {
  const states = spec.initial.map(x => x.slice())
  const meter = createEnergyMeter()
  const recorder = createSolveRecorder()
  for (const drive of pulses) advanceRelaxing(spec, drive, SECONDS, states, meter, { recorder })
  return { states, meter, sweeps: recorder.log().iterations }
}

/** All cells in each step. */
function playWhole(spec: ArraySpec, pulses: readonly Drive[], tolerance: number): Played {
  const states = spec.initial.map(x => x.slice())
  const meter = createEnergyMeter()
  const recorder = createSolveRecorder()
  const steps = new RelaxingSteps(spec)
  const swept = createSweptCrossbar(spec)!
  for (const drive of pulses) {
    const network = swept.drive(drive, 2e-3 * tolerance, recorder) ? swept : undefined
    const inFull = () => createSolvedNetwork(spec, drive, recorder)
    const first = SECONDS / 16
    steps.run({ spec, states, tolerance, network, inFull }, { seconds: SECONDS, first, meter })
  }
  return { states, meter, sweeps: recorder.log().iterations }
}

function distance(a: Played, b: Played): number {
  return a.states.reduce(
    (worst, plane, s) => plane.reduce((most, x, k) => Math.max(most, Math.abs(x - b.states[s]![k]!)), worst),
    0,
  )
}

function expectAlike(run: Played, fine: Played): void {
  expect(distance(run, fine)).toBeLessThan(1e-4)
  const { delivered } = fine.meter
  for (const part of ['delivered', 'cells', 'wires', 'drivers'] as const) {
    expect(Math.abs(run.meter[part] - fine.meter[part]) / delivered, part).toBeLessThan(1e-4)
  }
  expect(Math.abs(run.meter.balance())).toBeLessThan(1e-7)
}

describe('steps of the few cells that switch', () => {
  test.each(
    ([12, 16, 24] as const).flatMap(size =>
      (['half', 'third', 'ground'] as const).map(bias => [size, bias] as const),
    ),
  )('go where those of all cells go: %i lines a side under %s bias', (size, bias) => {
    const spec = arrayOf(size, 10)
    const pulses = pulsesOf(spec, bias)
    const run = play(spec, pulses)
    expectAlike(run, playWhole(spec, pulses, 1e-6))
    // Three looks at all cells a pulse and pass, where steps of all cells take some 45 to 110 sweeps a pulse.
    expect(run.sweeps / size).toBeLessThan(25)
  })

  test.each([
    ['strong coupling', arrayOf(16, 100), 'half'],
    ['two drivers a line', arrayOf(12, 10, { right: { ohms: 10 }, top: { ohms: 10 } }), 'half'],
    ['lines that float', arrayOf(12, 10), 'float'],
    ['no resistance', arrayOf(12, 0), 'half'],
    ['faults', arrayOf(16, 10, { stuck: { open: 0.02, short: 0.01, seed: 4 } }), 'third'],
  ] as const)('keep to it with %s', (_, spec, bias) => {
    const pulses = pulsesOf(spec, bias)
    expectAlike(play(spec, pulses), playWhole(spec, pulses, 1e-6))
  })

  test('follow cells that differ in area and in how fast their states move', () => {
    const spread = (scale: number) =>
      Float64Array.from({ length: 256 }, (_, k) => 1 + scale * Math.sin(k * 7))
    const areas = Array.from({ length: 16 }, (_, i) =>
      Array.from({ length: 16 }, (_, j) => 4.11 * spread(0.2)[i * 16 + j]!),
    )
    const spec = { ...arrayOf(16, 10, { parameters: { area: areas } }), pace: spread(0.1) }
    const pulses = pulsesOf(spec, 'half')
    expectAlike(play(spec, pulses), playWhole(spec, pulses, 1e-6))
  })

  test('serve other relaxing devices', () => {
    const spec = createArraySpec({
      size: [12, 12],
      device: 'pentacene-p13',
      wires: { word: 10, bit: 10 },
      left: { ohms: 10 },
      bottom: { ohms: 10 },
    })
    const pulses = pulsesOf(spec, 'half')
    expectAlike(play(spec, pulses), playWhole(spec, pulses, 1e-6))
  })

  test('leave states and energies alone where they do not serve', () => {
    const spec = arrayOf(12, 10)
    const [drive] = pulsesOf(spec, 'half') as [Drive]
    const swept = createSweptCrossbar(spec)!
    const states = spec.initial.map(x => x.slice())
    const meter = createEnergyMeter()
    // All cells switch: nothing is left to rest.
    const all = crossbarDrive(
      spec,
      { word: new Float64Array(12).fill(10), bit: new Float64Array(12) },
      new Uint8Array(12).fill(1),
    )
    const parted = new PartedSteps(spec, swept)
    swept.drive(all, 2e-7, undefined)
    const segment = { spec, states, seconds: SECONDS, tolerance: 1e-4, settled: 2e-6, meter }
    expect(parted.run(segment)).toBe(0)
    expect(states).toEqual(spec.initial)
    expect(meter.magnitude).toBe(0)
    swept.drive(drive, 2e-7, undefined)
    expect(parted.run(segment)).toBeGreaterThan(4)
    expect(meter.delivered).toBeGreaterThan(0)
  })
})
