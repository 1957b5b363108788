import { describe, expect, it } from 'vitest'
import { defineDevice } from '../../../arrays/devices/define-device.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { normal } from '../../../arrays/random/keyed-random.ts'
import { fitDevice } from '../../../scenarios/fit/fit-device.ts'
import type { Measurement } from '../../../scenarios/fit/measurement.ts'

const TAU = 0.5
/** A conductance that comes within tau of a positive voltage and goes as fast without. */
const model: DeviceModel = defineDevice({
  name: 'one-time',
  title: 'One time constant',
  source: 'test',
  parameters: {
    g: { value: 1e-6, unit: 'S', range: [0, 1] },
    tau: { value: TAU, unit: 's', range: [1e-9, 1e9] },
  },
  states: { x: { range: [0, 1], start: 0 } },
  current: 'g * x * v',
  rates: { x: { rate: '1 / tau', target: 'v > 0.5 ? 1 : 0' } },
  read: 0.1,
  measured: [0, 1],
})

/** 40 currents at 1 V from one time to another, with 1 % of noise. */
function held(from: number, to: number): Measurement {
  const seconds = Float64Array.from({ length: 41 }, (_, k) => (k === 0 ? 0 : from + ((to - from) * k) / 40))
  return {
    file: 'held.csv',
    seconds,
    drive: seconds.map(() => 1),
    response: seconds.map((time, k) => 1e-6 * (1 - Math.exp(-time / TAU)) * (1 + 0.01 * normal(3, 2, k))),
    driveKind: 'voltage',
    responseUnit: 'A',
  }
}

describe('fitDevice', () => {
  it('proposes short times for a time constant that only its end was seen of', async () => {
    const { parameters, experiments } = await fitDevice(model, held(20, 40), { members: 0 })
    expect(parameters.map(({ from }) => from)).toEqual(['data', 'weak'])
    expect(experiments.length).toBeGreaterThan(0)
    for (const { determines } of experiments) expect(determines).toEqual(['tau'])
    expect(experiments.map(({ experiment }) => experiment).join('\n')).toMatch(/pauses of|pulses at/)
  })

  it('proposes nothing where the data determine all', async () => {
    const { parameters, experiments } = await fitDevice(model, held(0, 3), { members: 0 })
    expect(parameters.map(({ from }) => from)).toEqual(['data', 'data'])
    expect(experiments).toEqual([])
  })
})
