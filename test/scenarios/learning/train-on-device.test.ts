import { describe, expect, it } from 'vitest'
import { decodeCheckpoint, encodeCheckpoint } from '../../../scenarios/learning/checkpoint.ts'
import { trainNetwork } from '../../../scenarios/learning/train-network.ts'
import { openMatrixEngine } from '../../../src/host/open-engine.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import { stripedDigits } from './striped-digits.ts'

const data = { train: stripedDigits(300, 1), test: stripedDigits(150, 2), classes: 3 }

/** Without whole pulses, rounding of a sum cannot decide over a pulse. */
const smooth = {
  device: 'ideal',
  hidden: [5],
  ranges: [8, 8],
  rounding: 'none',
  rate: 0.8,
  batch: 30,
} as const

const arrays = {
  device: 'pentacene-p13',
  hidden: [6],
  ranges: [2, 4],
  rate: 1,
  batch: 20,
  epochs: 2,
  readNoise: 0.01,
  adcBits: 8,
  reading: 'exact',
  tile: [8, 8],
} as const

const backends = [
  { name: 'webasm', mode: 'webasm', present: true },
  {
    name: 'webgpu (needs npm webgpu and a Vulkan driver)',
    mode: 'webgpu',
    present: webgpu !== undefined,
  },
] as const

for (const { name, mode, present } of backends) {
  describe.skipIf(!present)(`mini-batches on ${name}`, async () => {
    const engine = present ? await openMatrixEngine(mode) : undefined

    it('lead to the weights of float64 within what float32 rounds in so many updates', async () => {
      const settings = { ...smooth, epochs: 3 }
      const here = await trainNetwork(data, settings)
      const there = await trainNetwork(data, settings, { products: engine!.products })
      there.network.layers.forEach(({ weights }, l) => {
        const expected = here.network.layers[l].weights
        const size = Math.max(...expected.map(Math.abs))
        weights.forEach((weight, k) => {
          // 30 updates, each off by some units of 2^-24 and handed on by the next ones.
          expect(Math.abs(weight - expected[k])).toBeLessThan(1e-5 * size)
        })
      })
      expect(there.records.at(-1)!.accuracy).toBe(here.records.at(-1)!.accuracy)
      expect(engine!.report()).toMatchObject({ backend: mode })
      expect(engine!.report().kernels).toMatch(/Kernel, fused/)
    })

    it('learn on arrays, and give the same bytes again', async () => {
      const run = async (): Promise<Uint8Array> => {
        const training = await trainNetwork(data, arrays, { products: engine!.products })
        expect(training.records.at(-1)!.accuracy).toBeGreaterThan(0.7)
        return encodeCheckpoint(training, data, mode)
      }
      const kept = await run()
      expect(Buffer.from(await run()).equals(kept)).toBe(true)
      expect(() => decodeCheckpoint(kept, 'kept', data, arrays)).toThrow(
        `kept: computed: found "${mode}"; expected "float64"`,
      )
    })
  })
}

it('auto and float64 are this thread', async () => {
  expect(await openMatrixEngine('auto')).toBe(await openMatrixEngine('float64'))
})
