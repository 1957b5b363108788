import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { operatingPoint } from '../../../arrays/crossbar/operating-point.ts'
import type { CrossbarBatch } from '../../../arrays/engine/array-engine.ts'
import { gpuCrossbars, mostCrossbars } from '../../../arrays/engine/gpu-crossbars.ts'
import { createPlanCache } from '../../../arrays/engine/plan-cache.ts'
import { openGpu } from '../../../kernels/gpu/gpu.ts'
import { startGpuThread } from '../../../src/threads/start-gpu-thread.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'

const gpus = [
  { name: 'webasm', gpu: await openGpu('webasm', startGpuThread) },
  { name: 'webgpu (needs npm webgpu and a Vulkan driver)', gpu: webgpu },
]

const SAMPLES = 2
const CELLS = 24 * 20

/** Two crossbars of one word line selected, the others at half or floating, of different areas and states. */
function crossbars(device: string, wireOhms: number, others: 'half' | 'float' = 'half') {
  const [rows, columns] = [24, 20]
  const spec = createArraySpec({ device, size: [rows, columns], wires: { word: wireOhms, bit: wireOhms } })
  const { model } = spec
  const first = (k: number) => 1 + ((k * 0.618034) % 1)
  const parameters = spec.parameters.map((values, p) =>
    p === 0 ? Float64Array.from({ length: SAMPLES * CELLS }, (_, k) => values[0] * first(k)) : values,
  )
  const states = model.states.map((_, s) =>
    Float64Array.from({ length: SAMPLES * CELLS }, (_, k) => ((k + 5 * s) * 0.7548777) % 1),
  )
  const [, most] = model.validVolts
  const rest = others === 'half' ? most / 2 : Number.NaN
  const volts = {
    word: Float64Array.from({ length: rows }, (_, i) => (i === 3 ? most : rest)),
    bit: Float64Array.from({ length: columns }, (_, j) => (j % 9 === 0 ? 0 : rest)),
  }
  const batch: CrossbarBatch = {
    model,
    size: [rows, columns],
    samples: SAMPLES,
    parameters,
    wordOhms: Float64Array.from({ length: CELLS }, (_, k) =>
      k % columns === columns - 1 ? Infinity : wireOhms,
    ),
    leftOhms: new Float64Array(rows),
    bitOhms: Float64Array.from({ length: CELLS }, (_, k) => (k < CELLS - columns ? wireOhms : 0)),
    topOhms: new Float64Array(columns).fill(Infinity),
  }
  const exact = Array.from({ length: SAMPLES }, (_, sample) => {
    const own = (values: Float64Array) =>
      values.length === 1 ? values : values.slice(sample * CELLS, (sample + 1) * CELLS)
    return operatingPoint(
      { ...spec, parameters: parameters.map(own) },
      crossbarDrive(spec, volts, new Uint8Array(rows).fill(1)),
      states.map(own),
    )
  })
  return { batch, volts, states, most, exact }
}

for (const { name, gpu } of gpus) {
  describe.skipIf(gpu === undefined)(`gpuCrossbars on ${name}`, () => {
    for (const [model, wireOhms, others] of [
      ['zntpp', 1, 'half'],
      ['zntpp', 30, 'half'],
      ['ec-mof-l', 1e6, 'half'],
      ['zntpp', 1, 'float'],
      ['zntpp', 30, 'float'],
      ['pentacene-p13', 30, 'float'],
    ] as const) {
      it(`agree with each network solved alone: ${model}, ${wireOhms} ohm a segment, ${others}`, () => {
        const { batch, volts, states, most, exact } = crossbars(model, wireOhms, others)
        const cache = createPlanCache(gpu!)
        const found = gpuCrossbars(cache, batch, volts, states, { currents: true })
        exact.forEach(({ cellVolts, cellCurrents }, sample) => {
          const largest = cellCurrents.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
          cellVolts.forEach((v, k) => {
            expect(Math.abs(found.deviceVolts[sample * CELLS + k] - v)).toBeLessThan(1e-5 * most)
            expect(Math.abs(found.currents![sample * CELLS + k] - cellCurrents[k])).toBeLessThan(
              5e-5 * largest,
            )
          })
        })
        // From where they are the nodes hardly move.
        const again = gpuCrossbars(cache, batch, volts, states, { start: found })
        again.deviceVolts.forEach((v, k) => {
          expect(Math.abs(v - found.deviceVolts[k])).toBeLessThan(1e-5 * most)
        })
      })
    }

    it('say which array does not come to rest, and at which size one fits', () => {
      const { batch, volts, states } = crossbars('zntpp', 1e7)
      expect(() => gpuCrossbars(createPlanCache(gpu!), batch, volts, states, {})).toThrow(
        /array \d of 2: nodes still move by .* V after 180 sweeps, with 14 V applied/,
      )
      const small = {
        adapter: 'a card',
        largestArray: batch.model.states.length * 12 * 10 * 4,
        largestPlan: Number.POSITIVE_INFINITY,
      }
      expect(mostCrossbars({ ...small, largestArray: 16 * small.largestArray }, batch)).toBe(4)
      expect(() => mostCrossbars(small, batch)).toThrow('the largest of this shape that fits is 12 x 10')
    })
  })
}
