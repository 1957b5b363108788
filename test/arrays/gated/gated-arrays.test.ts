import { describe, expect, test } from 'vitest'
import { addressCells } from '../../../arrays/crossbar/bias/address-cells.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { createSolveRecorder } from '../../../arrays/crossbar/solve-log.ts'
import { varyParameters } from '../../../arrays/crossbar/vary-parameters.ts'
import { defineDevice } from '../../../arrays/devices/define-device.ts'
import { createGatedCell } from '../../../arrays/devices/gated-cell.ts'
import { psgWo3 } from '../../../arrays/devices/review/psg-wo3.ts'
import { advanceAlone } from '../../../arrays/gated/advance-alone.ts'
import { advanceGated } from '../../../arrays/gated/advance-gated.ts'
import { createGatedArray, type GatedArraySpec } from '../../../arrays/gated/gated-array-spec.ts'
import { gateWrite, readDrive, writeDrive } from '../../../arrays/gated/gated-drive.ts'
import { gatedNetwork } from '../../../arrays/gated/gated-network.ts'
import { gatedPoint } from '../../../arrays/gated/gated-point.ts'
import { gatedProduct, readGated } from '../../../arrays/gated/read-gated.ts'
import { checkKirchhoff } from '../../reference/check-kirchhoff.ts'

const copyOf = (spec: GatedArraySpec): Float64Array[] => spec.initial.map(x => x.slice())

/** Channel of 1 mS, gate stack of 0.2 mS: large enough for drops on ohms. */
const strong = { lowConductance: 1e-3, highConductance: 2e-3, gateConductance: 2e-4, layerGain: 0 }

describe('by hand', () => {
  test('one cell, read through 100 ohm in the source line driver: the return current lifts the source', () => {
    const spec = createGatedArray({
      size: [1, 1],
      device: 'psg-wo3',
      parameters: strong,
      ends: { sourceBottom: { ohms: 100 } },
    })
    const { senseCurrents, sourceShifts } = readGated(spec, spec.initial, { volts: 0.11 })
    // 1000 ohm of channel and 100 ohm in series.
    expect(senseCurrents[0]).toBeCloseTo(1e-4, 15)
    expect(sourceShifts[0]).toBeCloseTo(0.01, 13)
  })

  test('a held gate sees the lifted source, an open one carries nothing', () => {
    const options = {
      size: [1, 1],
      device: 'psg-wo3',
      parameters: strong,
      ends: { sourceBottom: { ohms: 100 } },
    } as const
    const spec = createGatedArray(options)
    const held = gatedPoint(spec, readDrive(spec, { drain: [0.11], gates: 0 }), spec.initial)
    const open = gatedPoint(spec, readDrive(spec, { drain: [0.11] }), spec.initial)
    // Source node: (0.11 - s) 1e-3 = s (1e-2 + 2e-4).
    expect(held.sourceVolts[0]).toBeCloseTo(0.11e-3 / (1e-3 + 1e-2 + 2e-4), 13)
    expect(held.gateVolts[0]).toBeCloseTo(-held.sourceVolts[0], 13)
    expect(Math.abs(open.gateCurrents[0])).toBeLessThan(1e-18)
  })

  test('write of two source lines at 1 V and 0 V: the open drain line carries current from the one to the other', () => {
    const spec = createGatedArray({ size: [1, 2], device: 'psg-wo3', parameters: strong })
    const point = gatedPoint(spec, writeDrive(spec, { gate: [3], source: [1, 0] }), spec.initial)
    expect(point.gateVolts[0]).toBeCloseTo(2, 13)
    expect(point.gateVolts[1]).toBeCloseTo(3, 13)
    // Two channels of 1 mS in series between 1 V and 0 V.
    expect(point.channelCurrents[0]).toBeCloseTo(-0.5e-3, 15)
    expect(point.channelCurrents[1]).toBeCloseTo(0.5e-3, 15)
    expect(point.sourceCurrents[0]).toBeCloseTo(2 * 2e-4 - 0.5e-3, 15)
  })

  test('the analog product with 0-ohm lines is G V', () => {
    const filling = [
      [0, 0.25, 1],
      [0.5, 0.75, 0.125],
    ]
    const spec = createGatedArray({
      size: [2, 3],
      device: 'psg-wo3',
      parameters: { ...strong, lowSlope: 1 },
      state: { lasting: filling },
    })
    const product = gatedProduct(spec, spec.initial, [0.1, -0.2])
    for (let j = 0; j < 3; j++) {
      const expected = 1e-3 * (1 + filling[0][j]) * 0.1 - 1e-3 * (1 + filling[1][j]) * 0.2
      expect(product[j]).toBeCloseTo(expected, 15)
    }
  })
})

describe('4 x 3 cells on 20-ohm wires', () => {
  const spec = createGatedArray({
    size: [4, 3],
    device: 'psg-wo3',
    parameters: strong,
    wires: { gate: 20, drain: 30, source: 10 },
    ends: { gateLeft: { ohms: 50 }, drainLeft: { ohms: 50 }, sourceBottom: { ohms: 25 } },
  })
  const { word, bit } = addressCells([4, 3], 1, [1, 0, 1], 3, 'half')
  const write = writeDrive(spec, { gate: word, source: bit })

  test.each([
    ['write', write],
    ['read, gates open', readDrive(spec, { drain: [0.1, 0, 0, 0.2] })],
    ['read, gates held', readDrive(spec, { drain: [0.1, 0, 0, 0.2], gates: 0 })],
  ])('%s obeys the laws of the circuit', (_, drive) => {
    const problem = gatedNetwork(spec, drive, spec.initial)
    const { solution } = gatedPoint(spec, drive, spec.initial)
    const check = checkKirchhoff(problem, solution)
    for (const [law, error] of Object.entries(check)) {
      if (typeof error === 'number') expect(error, law).toBeLessThan(1e-9)
    }
  })

  test('drain lines are open in a write: each carries as much in as out', () => {
    const { channelCurrents, channelVolts } = gatedPoint(spec, write, spec.initial)
    for (let i = 0; i < 4; i++) {
      const row = [0, 1, 2].map(j => channelCurrents[3 * i + j])
      expect(Math.abs(row.reduce((a, b) => a + b))).toBeLessThan(1e-12 * Math.max(...row.map(Math.abs)))
    }
    expect(Math.max(...channelVolts.map(Math.abs))).toBeGreaterThan(0.1)
  })

  test('the energy of a write does not depend on how it is cut', () => {
    const [whole, cut] = [createEnergyMeter(), createEnergyMeter()]
    const states = [copyOf(spec), copyOf(spec)]
    advanceGated(spec, write, 5, states[0], whole)
    for (let k = 0; k < 50; k++) advanceGated(spec, write, 0.1, states[1], cut)
    // Steps are of second order and keep to 1e-4.
    for (const part of ['delivered', 'cells', 'wires', 'drivers'] as const)
      expect(Math.abs(whole[part] / cut[part] - 1), part).toBeLessThan(1e-4)
  })

  test('a write delivers what it dissipates and moves the selected cells most', () => {
    const states = copyOf(spec)
    const meter = createEnergyMeter()
    advanceGated(spec, write, 5, states, meter)
    expect(meter.delivered).toBeGreaterThan(0)
    expect(Math.abs(meter.balance())).toBeLessThan(1e-9)
    const lasting = states[1]
    const selected = [3, 5]
    const others = [...lasting.keys()].filter(k => !selected.includes(k))
    for (const k of selected) for (const o of others) expect(lasting[k]).toBeGreaterThan(10 * lasting[o])
  })

  test('a far cell reads less than a near one, and its source line stands higher', () => {
    const { senseCurrents, channelCurrents, sourceShifts } = readGated(spec, spec.initial)
    expect(channelCurrents[2]).toBeLessThan(channelCurrents[0])
    expect(sourceShifts[0]).toBeGreaterThan(sourceShifts[9])
    expect(Math.min(...sourceShifts)).toBeGreaterThan(0)
    expect(senseCurrents[0]).toBeLessThan(0.1 * 1e-3)
  })
})

test('on 0-ohm lines every cell of an array is the device alone', () => {
  const spec = createGatedArray({ size: [2, 2], device: 'psg-wo3' })
  const states = copyOf(spec)
  const drive = writeDrive(spec, { gate: [3, -3], source: [0, 0] })
  advanceGated(spec, drive, 7, states, createEnergyMeter())
  const [up, down] = [3, -3].map(volts => {
    const cell = createGatedCell(psgWo3)
    cell.advance(volts, 7)
    return cell
  })
  for (const s of [0, 1]) {
    expect(states[s][0]).toBeCloseTo(up!.state[s], 12)
    expect(states[s][3]).toBeCloseTo(down!.state[s], 12)
  }
})

/** One state that a gate current fills and whose channel does not matter: x' = |i|/(1 uA s) (target - x). */
const charged = defineDevice({
  name: 'charged',
  title: 'Charged',
  source: 'made up',
  terminals: 3,
  states: { x: { range: [0, 1], meaning: 'charge' } },
  current: '1e-6 * (1 + x) * v',
  // A stack that is charged against the drive: 1 V at x = 1.
  gate: '1e-6 * (vg - x)',
  rates: { x: { rate: '1e6 * abs(ig)', target: 'ig > 0 ? 2 : -1' } },
  read: psgWo3.readVolts,
  measured: [-1e-6, 1e-6],
  write: { amps: 1e-7, width: 1 },
  erase: { amps: -1e-7, width: 1 },
})

describe('a device driven by current', () => {
  test('takes the current of its gate line, whatever the stack, and stops when full', () => {
    const spec = createGatedArray({ size: [1, 1], device: charged })
    const states = copyOf(spec)
    const drive = writeDrive(spec, { gate: [1e-7], source: [0] })
    advanceGated(spec, drive, 5, states, createEnergyMeter())
    expect(states[0][0]).toBeCloseTo(2 * (1 - Math.exp(-0.5)), 12)
    advanceGated(spec, drive, 1e3, states, createEnergyMeter())
    expect(states[0][0]).toBe(1)
  })

  test('under voltage it fills against its own voltage, to the tolerance', () => {
    const spec = createGatedArray({ size: [1, 1], device: charged })
    const drive = writeDrive(spec, { gate: [0.5], source: [0], control: 'voltage' })
    // x' = (0.5 - x)(2 - x): ln((2 - x)/(0.5 - x)) grows by 1.5 t.
    const exact = (t: number): number => {
      const k = 4 * Math.exp(1.5 * t)
      return (0.5 * k - 2) / (k - 1)
    }
    for (const tolerance of [1e-3, 1e-4, 1e-5]) {
      const states = copyOf(spec)
      const steps = advanceGated(spec, drive, 1, states, createEnergyMeter(), { tolerance })
      expect(Math.abs(states[0]![0]! - exact(1))).toBeLessThan(tolerance)
      expect(steps).toBeLessThan(10)
    }
  })

  test('an unselected gate line is open, and still passes sneak current', () => {
    const spec = createGatedArray({ size: [2, 2], device: charged })
    const point = gatedPoint(
      spec,
      writeDrive(spec, { gate: [1e-7, Number.NaN], source: [0, Number.NaN] }),
      spec.initial,
    )
    expect(point.gateCurrents[0] + point.gateCurrents[1]).toBeCloseTo(1e-7, 18)
    expect(point.gateCurrents[1]).toBeGreaterThan(0)
    expect(point.gateCurrents[3]).toBeLessThan(0)
  })
})

test('a gate driven beyond what was measured leaves a warning, one within does not', () => {
  const spec = createGatedArray({ size: [1, 2], device: 'psg-wo3' })
  const warnings = (volts: number): readonly string[] => {
    const recorder = createSolveRecorder()
    advanceGated(
      spec,
      writeDrive(spec, { gate: [volts], source: [0, 0] }),
      1,
      copyOf(spec),
      createEnergyMeter(),
      {
        recorder,
      },
    )
    return recorder.log().warnings
  }
  expect(warnings(3)).toEqual([])
  expect(warnings(4)).toEqual([expect.stringContaining('measured from -3 to 3 V')])
})

describe('bad input', () => {
  test('is refused at the edge', () => {
    expect(() => createGatedArray({ size: [0, 2], device: 'psg-wo3' })).toThrow(/size 0 x 2/)
    expect(() => createGatedArray({ size: [2, 2], device: 'psg-wo' })).toThrow(/psg-wo3/)
    expect(() => createGatedArray({ size: [2, 2], device: 'psg-wo3', parameters: { gain: 1 } })).toThrow(
      /gain/,
    )
    const spec = createGatedArray({ size: [2, 3], device: 'psg-wo3' })
    expect(() => writeDrive(spec, { gate: [1, 2, 3], source: [0, 0, 0] })).toThrow(/one for each of 2 lines/)
  })
})

test('variability spreads the parameters of gated arrays, the same for the same seed', () => {
  const spec = createGatedArray({ size: [3, 3], device: 'psg-wo3' })
  const [a, b] = [0, 0].map(() => varyParameters(spec, { highConductance: 0.1 }, 5, 0))
  const index = psgWo3.parameters.findIndex(({ name }) => name === 'highConductance')
  expect(a!.parameters[index]).toEqual(b!.parameters[index])
  expect(new Set(a!.parameters[index]).size).toBe(9)
  expect(gatedProduct(a!, a!.initial, [0.1, 0, 0])[0]).toBeGreaterThan(0)
})

test('a gate current goes into the gate line of its row, and out of the source line that is selected', () => {
  const spec = createGatedArray({ size: [3, 3], device: 'nafion-wo3' })
  const drive = gateWrite(spec, { row: 2, selected: [0, 1, 0], amplitude: 0.5e-6 }, 'half')
  const { gateCurrents, sourceCurrents } = gatedPoint(spec, drive, spec.initial)
  const rows = [0, 1, 2].map(i => [0, 1, 2].reduce((sum, j) => sum + gateCurrents[3 * i + j], 0))
  expect(rows[2] / 0.5e-6).toBeCloseTo(1, 9)
  for (const other of [0, 1]) expect(Math.abs(rows[other]) / 0.5e-6).toBeLessThan(1e-9)
  expect(sourceCurrents[1] / 0.5e-6).toBeCloseTo(1, 9)
  const states = copyOf(spec)
  advanceGated(spec, drive, 5e-3, states, createEnergyMeter())
  const lasting = states[1]
  expect(lasting.indexOf(Math.max(...lasting))).toBe(7)
})

/** A gate of 1 Mohm before a capacitor of 1 uF. */
const kept = defineDevice({
  name: 'kept',
  title: 'Kept',
  source: 'made up',
  terminals: 3,
  states: { u: { range: [-10, 10], start: 0, unit: 'V', meaning: 'voltage of the capacitor' } },
  current: '1e-9 * v',
  gate: '1e-6 * (vg - u)',
  rates: { u: { rate: '1', target: 'vg' } },
  stored: '1e-6 * u ** 2 / 2',
  read: 0.1,
  measured: [-5, 5],
  write: { volts: 1, width: 1 },
  erase: { volts: -1, width: 1 },
})

describe('energy that three-terminal cells keep', () => {
  // Charging to 1 - 1/e of 2 V: q = C u, delivered V q, kept C u^2 / 2.
  const u = 2 * (1 - Math.exp(-1))
  const expected = { delivered: 2e-6 * u, stored: (1e-6 * u * u) / 2 }

  test('is told apart from what they dissipate, in an array', () => {
    const spec = createGatedArray({ size: [1, 1], device: kept })
    const meter = createEnergyMeter()
    advanceGated(spec, writeDrive(spec, { gate: [2], source: [0] }), 1, copyOf(spec), meter)
    expect(meter.delivered / expected.delivered).toBeCloseTo(1, 5)
    expect(meter.stored / expected.stored).toBeCloseTo(1, 5)
    expect(Math.abs(meter.balance())).toBeLessThan(1e-9)
  })

  test('and alone', () => {
    const spec = createGatedArray({ size: [1, 1], device: kept })
    const meter = createEnergyMeter()
    const drive = { control: Float64Array.of(2), drain: new Float64Array(1) }
    advanceAlone(spec, drive, 1, copyOf(spec), meter)
    expect(meter.delivered / expected.delivered).toBeCloseTo(1, 5)
    expect(meter.stored / expected.stored).toBeCloseTo(1, 5)
    expect(meter.cells / (expected.delivered - expected.stored)).toBeCloseTo(1, 5)
  })
})
