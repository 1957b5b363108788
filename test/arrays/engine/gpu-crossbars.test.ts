import { describe, expect, it } from 'vitest'
import { gpuCrossbars, mostCrossbars } from '../../../arrays/engine/gpu-crossbars.ts'
import { createPlanCache } from '../../../arrays/engine/plan-cache.ts'
import { openGpu } from '../../../kernels/gpu/gpu.ts'
import { startGpuThread } from '../../../src/threads/start-gpu-thread.ts'
import { CASES, CELLS, crossbars } from './batch-of-crossbars.ts'

describe('gpuCrossbars on webasm', async () => {
  const gpu = await openGpu('webasm', startGpuThread)
  for (const [model, wireOhms, others] of CASES) {
    it(`agree with each network solved alone: ${model}, ${wireOhms} ohm a segment, ${others}`, () => {
      const { batch, volts, states, most, exact } = crossbars(model, wireOhms, others)
      const cache = createPlanCache(gpu)
      const found = gpuCrossbars(cache, batch, volts, states, { currents: true })
      exact.forEach(({ cellVolts, cellCurrents }, sample) => {
        const largest = cellCurrents.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
        cellVolts.forEach((v, k) => {
          expect(Math.abs(found.deviceVolts[sample * CELLS + k] - v)).toBeLessThan(1e-5 * most)
          expect(Math.abs(found.currents![sample * CELLS + k] - cellCurrents[k])).toBeLessThan(5e-5 * largest)
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
    expect(() => gpuCrossbars(createPlanCache(gpu), batch, volts, states, {})).toThrow(
      /array \d of 2: nodes still move by .* V after 180 sweeps, with 14 V applied/,
    )
    const small = {
      adapter: 'a card',
      largestArray: Math.max(4, 2 * batch.model.states.length) * 12 * 10 * 4,
      largestPlan: Number.POSITIVE_INFINITY,
    }
    expect(mostCrossbars({ ...small, largestArray: 16 * small.largestArray }, batch)).toBe(4)
    expect(() => mostCrossbars(small, batch)).toThrow('the largest of this shape that fits is 12 x 10')
  })
})
