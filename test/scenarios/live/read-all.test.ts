import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { readArray } from '../../../arrays/crossbar/read-array.ts'
import { cellCurve } from '../../../scenarios/live/cell-curve.ts'
import { readAll } from '../../../scenarios/live/read-all.ts'

const SIZE = [5, 7] as const
const plane = Array.from({ length: SIZE[0] }, (_, i) =>
  Array.from({ length: SIZE[1] }, (_, j) => 10 ** (-6 + ((5 * i + 3 * j) % 9) / 3)),
)

describe('reading every cell', () => {
  for (const bias of ['half', 'third', 'ground', 'float'] as const) {
    it(`of linear cells is what a network for each cell says, ${bias}`, async () => {
      const spec = createArraySpec({
        size: SIZE,
        device: 'resistor',
        parameters: { conductance: plane },
        wires: { word: 3, bit: 5 },
        left: { ohms: 50 },
      })
      const options = { volts: 0.2, bias } as const
      const found = await readAll(spec, spec.initial, options)
      const wanted = readArray(spec, spec.initial, { ...options, network: 'crossbar', by: 'cell' })
      const largest = Math.max(...wanted.senseCurrents.map(Math.abs))
      for (const name of ['senseCurrents', 'cellCurrents'] as const) {
        wanted[name].forEach((amps, k) => {
          expect(Math.abs(found[name][k] - amps) / largest).toBeLessThan(1e-10)
        })
      }
    })
  }

  it('of other cells is the same network by network, and ends where it is told', async () => {
    const spec = createArraySpec({ size: [2, 3], device: 'sinh', wires: { word: 3, bit: 5 } })
    const options = { volts: 0.5, bias: 'half' } as const
    const found = await readAll(spec, spec.initial, options)
    const wanted = readArray(spec, spec.initial, { ...options, network: 'crossbar', by: 'cell' })
    expect([...found.senseCurrents]).toEqual([...wanted.senseCurrents])
    const large = createArraySpec({ size: [24, 24], device: 'sinh', wires: { word: 3, bit: 5 } })
    const stopped = readAll(large, large.initial, options, async done => {
      expect(done).toBeLessThan(24 * 24)
      throw new Error('enough')
    })
    await expect(stopped).rejects.toThrow('enough')
  })
})

describe('the I-V of one cell', () => {
  it('is that of its own parameters, with its access element', () => {
    const spec = createArraySpec({
      size: SIZE,
      device: 'resistor',
      parameters: { conductance: plane },
      access: { kind: 'resistor', ohms: 1e4 },
    })
    const { amps } = cellCurve(spec, spec.initial, 9, Float64Array.of(-1, 0, 2))
    const siemens = 1 / (1e4 + 1 / plane[1][2])
    expect(amps[0]).toBeCloseTo(-siemens, 15)
    expect(amps[1]).toBeCloseTo(0, 15)
    expect(amps[2] / (2 * siemens)).toBeCloseTo(1, 12)
  })
})
