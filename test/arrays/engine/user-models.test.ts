import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { advance } from '../../../arrays/crossbar/advance.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive, type Drive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { defineDevice } from '../../../arrays/devices/define-device.ts'
import { linearDriftBiolek } from '../../../arrays/devices/field/linear-drift.ts'
import { stanfordPku } from '../../../arrays/devices/field/stanford-pku.ts'
import { vteam } from '../../../arrays/devices/field/vteam.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import type { ArrayEngine } from '../../../arrays/engine/array-engine.ts'
import { openEngine } from '../../../src/host/open-engine.ts'
import { heatedFilament, junctionBehindResistance } from '../../referee/inner-devices.ts'

/** A model that relaxes to a target; all of one name. */
function named(target: string, parameters: Readonly<Record<string, string>>): DeviceModel {
  return defineDevice({
    name: 'mine',
    title: "A user's own",
    source: 'none: a device for tests',
    parameters,
    states: { x: { range: [0, 1], start: 0 } },
    current: '1e-5 * (1 + x) * v',
    rates: { x: { rate: '1', target } },
    read: '0.1 V',
    measured: [-2, 2],
  })
}

let engine: ArrayEngine
beforeAll(async () => {
  engine = (await openEngine('webasm', 0))!
})
afterAll(() => engine.close())

/** States after a second of a drive, on the engine and in float64. */
function afterwards(
  model: DeviceModel,
  drive: Drive,
  seconds: number,
  wire = 0,
  on = engine,
): [Float64Array, Float64Array] {
  const [state] = model.states
  const [low, high] = state!.range
  const plane = [0, 1].map(i => [0, 1].map(j => low + (high - low) * (0.2 + 0.15 * (2 * i + j))))
  const spec = createArraySpec({
    size: [2, 2],
    device: model,
    state: { [state!.name]: plane },
    wires: { word: wire, bit: wire },
  })
  return [{ ...spec, engine: on }, spec].map(array => {
    const states = array.initial.map(values => values.slice())
    advance(array, drive, seconds, states, createEnergyMeter())
    return states[0]
  }) as [Float64Array, Float64Array]
}

const alone: Drive = { kind: 'isolated', volts: Float64Array.of(1, 0.5, 1.5, 0.25) }

describe('models of one name on one engine each get their own kernels', () => {
  it.each([
    ['other laws', named('v / (1 + v)', {}), named('v / (2 + v)', {})],
    [
      'the same laws of parameters in another order',
      named('near * v / (far + v)', { near: '0.9', far: '0.4 V' }),
      named('near * v / (far + v)', { far: '0.4 V', near: '0.9' }),
    ],
    [
      'parameters that have changed their parts',
      named('near * v / (far + v)', { near: '0.9', far: '0.4 V' }),
      named('far * v / (near + v)', { near: '0.9 V', far: '0.4' }),
    ],
  ])('%s', (_, first, second) => {
    expect(first.name).toBe(second.name)
    for (const model of [first, second, first]) {
      const [found, exact] = afterwards(model, alone, 1)
      found.forEach((x, k) => {
        expect(Math.abs(x - exact[k]), `cell ${k}`).toBeLessThan(1e-6)
      })
    }
  })
})

describe('devices whose states do not relax', () => {
  it.each([
    [vteam, 0.3, 1e-7],
    [linearDriftBiolek, 1.2, 0.01],
    [stanfordPku, -1.5, 1e-7],
    [junctionBehindResistance, 1.2, 1e-3],
    [heatedFilament, 1.2, 1e-4],
  ] as const)('move in float64 while the network runs on the engine: $name', (model, volts, seconds) => {
    const spec = createArraySpec({ size: [2, 2], device: model })
    const drive = crossbarDrive(
      spec,
      { word: Float64Array.of(volts, 0.7 * volts), bit: Float64Array.of(0, volts / 3) },
      new Uint8Array(2),
    )
    let networks = 0
    const counting: ArrayEngine = {
      ...engine,
      createLinear: (...given) => {
        networks++
        return engine.createLinear(...given)
      },
    }
    const [found, exact] = afterwards(model, drive, seconds, 10, counting)
    const [low, high] = model.states[0].range
    const moved = exact.map((x, k) => Math.abs(x - (low + (high - low) * (0.2 + 0.15 * k))))
    expect(Math.max(...moved) / (high - low)).toBeGreaterThan(0.01)
    found.forEach((x, k) => {
      expect(Math.abs(x - exact[k]) / (high - low), `cell ${k}`).toBeLessThan(2e-6)
    })
    expect(networks).toBeGreaterThan(0)
  })
})
