import { describe, expect, test } from 'vitest'
import { advance } from '../../../arrays/crossbar/advance.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { crossbarDrive, type Drive, quietDrive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter, type EnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { fmes } from '../../../arrays/devices/fmes.ts'
import { createStorageCell } from '../../../arrays/devices/storage-cell.ts'
import { storageCircuit } from '../../../arrays/devices/storage-circuit.ts'
import { currentDrive, storageArray } from './storage-array.ts'

const OPEN = 1e12
/** Without leak and regulating resistor, so that charge has nowhere to go. */
const sealed = { regulatingOhms: OPEN, leakOhms: 1e15 }

interface Run {
  readonly states: readonly Float64Array[]
  readonly meter: EnergyMeter
  readonly steps: number
}

function run(spec: ArraySpec, drive: Drive, seconds: number, options: { tolerance?: number } = {}): Run {
  const states = spec.initial.map(x => x.slice())
  const meter = createEnergyMeter()
  const steps = advance(spec, drive, seconds, states, meter, options)
  return { states, meter, steps }
}

/** Energy in all capacitors, J. */
function storedIn(spec: ArraySpec, states: readonly Float64Array[]): number {
  const { farads } = storageCircuit(spec.model, spec.parameters, states[0].length)
  let energy = 0
  for (const [s, x] of states.entries())
    x.forEach((volts, k) => {
      energy += (farads[s][k] * volts ** 2) / 2
    })
  return energy
}

/** delivered = dissipated + stored to 1e-6, each integrated by itself, and every part what it has to be. */
function expectBalance(spec: ArraySpec, { states, meter }: Run): void {
  const change = storedIn(spec, states) - storedIn(spec, spec.initial)
  const scale = Math.abs(meter.delivered) + Math.abs(meter.stored) + meter.cells + meter.wires + meter.drivers
  expect(scale).toBeGreaterThan(0)
  expect(Math.abs(meter.balance())).toBeLessThan(1e-6)
  expect(Math.abs(meter.stored - change) / scale).toBeLessThan(1e-9)
  for (const part of [meter.cells, meter.wires, meter.drivers]) expect(part).toBeGreaterThanOrEqual(0)
}

describe('one cell', () => {
  test('that takes a constant current and has no shunt: charge I t in the films', () => {
    const spec = storageArray([1, 1], { parameters: sealed })
    const result = run(spec, currentDrive(spec, [1e-3]), 0.5)
    // 0.5 mC in 8.13 mF, the pores at 1 mA through their resistance.
    const [capacitance, , poreOhms] = spec.parameters.map(values => values[0])
    expect(result.states[0][0] / (0.5e-3 / capacitance!)).toBeCloseTo(1, 9)
    expect(result.states[1][0] / (1e-3 * poreOhms!)).toBeCloseTo(1, 9)
    expectBalance(spec, result)
  })

  test('without pore resistance has one capacitor', () => {
    const spec = storageArray([1, 1], { parameters: { ...sealed, poreOhms: 0 } })
    const result = run(spec, currentDrive(spec, [1e-3]), 0.5)
    const [capacitance, seriesOhms] = spec.parameters.map(values => values[0])
    expect(result.states[0][0] / (0.5e-3 / capacitance!)).toBeCloseTo(1, 9)
    expect(result.states[1][0]).toBe(0)
    expect(result.meter.stored / (0.5e-3 ** 2 / capacitance! / 2)).toBeCloseTo(1, 6)
    expect(result.meter.cells / (1e-3 ** 2 * 0.5 * seriesOhms!)).toBeCloseTo(1, 6)
  })

  test('with a regulating resistor follows the matrix exponential', () => {
    const spec = storageArray([1, 1], { parameters: { regulatingOhms: 500 } })
    const result = run(spec, currentDrive(spec, [1e-3]), 0.05)
    const exact = createStorageCell(fmes, { parameters: { regulatingOhms: 500 } })
    exact.advanceCurrent(1e-3, 0.05)
    for (const [s, x] of result.states.entries())
      expect(Math.abs(x[0]! / exact.state[s]! - 1)).toBeLessThan(1e-4)
    expectBalance(spec, result)
  })

  test.each([
    ['alone at its source', 'isolated'],
    ['in a crossbar', 'crossbar'],
  ])('at a constant voltage, %s, follows the matrix exponential', (_, network) => {
    const spec = storageArray([1, 1], { film: [0.3] })
    const drive: Drive =
      network === 'isolated'
        ? { kind: 'isolated', volts: Float64Array.of(0.5) }
        : crossbarDrive(spec, { word: Float64Array.of(0.5), bit: Float64Array.of(0) }, Uint8Array.of(1))
    const result = run(spec, drive, 2)
    const exact = createStorageCell(fmes, { state: { film: 0.3 } })
    exact.advance(0.5, 2)
    for (const [s, x] of result.states.entries()) expect(Math.abs(x[0] - exact.state[s])).toBeLessThan(1e-4)
    expectBalance(spec, result)
  })

  test('keeps to the tolerance in few steps, as a method of high order does', () => {
    const spec = storageArray([1, 1], { film: [0.3], parameters: { regulatingOhms: 500 } })
    const drive = { kind: 'isolated', volts: Float64Array.of(0.5) } as const
    const exact = createStorageCell(fmes, { state: { film: 0.3 }, parameters: { regulatingOhms: 500 } })
    exact.advance(0.5, 0.05)
    for (const tolerance of [1e-4, 1e-6]) {
      const { states, steps } = run(spec, drive, 0.05, { tolerance })
      expect(Math.abs(states[0]![0]! - exact.state[0]!)).toBeLessThan(tolerance)
      expect(steps).toBeLessThan(100)
    }
  })
})

describe('a crossbar of 3 x 2 cells', () => {
  const film = [0.1, -0.2, 0, 0.3, 0.05, 0.25]
  const regulatingOhms = [500, 1000, 2000, 4000, 8000, OPEN]

  test('takes in the charge that its word lines are fed', () => {
    const spec = storageArray([3, 2], { parameters: sealed, film, wire: 5, ohms: 20 })
    const amps = [1e-3, -0.5e-3, 0.2e-3]
    const { states } = run(spec, currentDrive(spec, amps), 3)
    const capacitance = spec.parameters[0][0]
    amps.forEach((current, i) => {
      const change = [0, 1].reduce((sum, j) => sum + states[0][2 * i + j] - film[2 * i + j], 0)
      // An open regulating resistor, 1e12 ohm, takes about 1e-12 C of these 1e-3 C.
      expect(Math.abs((capacitance * change) / (current * 3) - 1)).toBeLessThan(5e-9)
    })
  })

  test.each([
    ['currents', [1e-3, -0.5e-3, 0.2e-3]],
    ['open word lines', [Number.NaN, Number.NaN, Number.NaN]],
    ['both', [1e-3, Number.NaN, Number.NaN]],
  ])('under %s delivers what it dissipates and stores', (_, amps) => {
    const spec = storageArray([3, 2], { parameters: { regulatingOhms }, film, wire: 5, ohms: 20 })
    expectBalance(spec, run(spec, currentDrive(spec, amps), 1.5))
  })

  test('under volts, with a stuck cell and a short one, delivers what it dissipates and stores', () => {
    const stuck = Float64Array.of(Number.NaN, 0, Number.NaN, 0.1, Number.NaN, Number.NaN)
    const spec = {
      ...storageArray([3, 2], { parameters: { regulatingOhms }, film, wire: 5, ohms: 20 }),
      stuck,
    }
    const volts = { word: Float64Array.of(0.4, 0, Number.NaN), bit: Float64Array.of(0, 0.2) }
    expectBalance(spec, run(spec, crossbarDrive(spec, volts, Uint8Array.of(1, 1, 1)), 1.5))
  })

  test('at 0 V at its drivers empties through them', () => {
    const spec = storageArray([3, 2], { parameters: sealed, film, ohms: 20 })
    const { states, meter } = run(spec, quietDrive(spec, 'crossbar'), 60)
    for (const x of states[0]) expect(Math.abs(x)).toBeLessThan(1e-4)
    expect(meter.delivered).toBe(0)
    expect(meter.stored).toBeLessThan(0)
  })
})

test('two cells on one open word line share their charge', () => {
  const spec = storageArray([1, 2], { parameters: sealed, film: [0.4, 0] })
  const result = run(spec, currentDrive(spec, [Number.NaN]), 60)
  const [a, b] = result.states[0]
  // The open regulating resistors, 1e12 ohm each, take 3 nV.
  expect(Math.abs(a! + b! - 0.4)).toBeLessThan(5e-9)
  expect(Math.abs(a! - b!)).toBeLessThan(1e-4)
  // Half of the energy is lost, as in the classical puzzle of the two capacitors.
  expect(Math.abs(result.meter.cells / (storedIn(spec, spec.initial) / 2) - 1)).toBeLessThan(1e-3)
  expectBalance(spec, result)
})

describe('a 2T1C array', () => {
  const access = {
    kind: 'transistor',
    gateVolts: 3,
    threshold: 0.7,
    transconductance: 0.02,
    offCurrent: 1e-12,
  } as const
  const spec = storageArray([2, 2], { access, parameters: { regulatingOhms: [500, 8000, 1000, OPEN] } })

  test('writes more into cells whose regulating transistor conducts less', () => {
    const drive = { kind: 'isolated', volts: new Float64Array(4).fill(0.4) } as const
    const result = run(spec, drive, 1)
    expectBalance(spec, result)
    const [at500, at8000, at1000, open] = result.states[0]
    expect([at500, at1000, at8000, open]).toEqual([...result.states[0]].sort())
  })

  test('keeps its charge behind select transistors that are off', () => {
    const charged = { ...spec, initial: [new Float64Array(4).fill(0.2), new Float64Array(4)] }
    const off = run(charged, quietDrive(spec, 'crossbar'), 0.5)
    const on = run(
      charged,
      crossbarDrive(spec, { word: new Float64Array(2), bit: new Float64Array(2) }, Uint8Array.of(1, 1)),
      0.5,
    )
    expectBalance(charged, off)
    expectBalance(charged, on)
    // The open cell keeps it; with the transistor on its own line empties it.
    expect(off.states[0][3]).toBeGreaterThan(0.1999)
    expect(on.states[0][3]).toBeLessThan(0.18)
    // The regulating transistor of each cell empties it at its own speed.
    const alone = createStorageCell(fmes, { parameters: { regulatingOhms: 500 }, state: { film: 0.2 } })
    alone.advanceCurrent(0, 0.5)
    expect(Math.abs(off.states[0][0] - alone.state[0])).toBeLessThan(1e-4)
  })
})
