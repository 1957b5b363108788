import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import type { ArrayEngine } from '../../../arrays/engine/array-engine.ts'
import { advanceAlone } from '../../../arrays/gated/advance-alone.ts'
import { createGatedArray } from '../../../arrays/gated/gated-array-spec.ts'
import { openEngine } from '../../../src/host/open-engine.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'

const backends = [
  { mode: 'webasm', present: true },
  { mode: 'webgpu', present: webgpu !== undefined },
] as const

function expectStates(
  found: readonly Float64Array[],
  exact: readonly Float64Array[],
  tolerance: number,
): void {
  exact.forEach((plane, s) => {
    const most = plane.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
    expect(most).toBeGreaterThan(0)
    plane.forEach((value, k) => {
      expect(Math.abs(found[s][k] - value) / most, `state ${s}, cell ${k}`).toBeLessThan(tolerance)
    })
  })
}

for (const { mode, present } of backends) {
  describe.skipIf(!present)(`states on ${mode}`, () => {
    let engine: ArrayEngine
    beforeAll(async () => {
      engine = (await openEngine(mode, 0))!
    })
    afterAll(() => engine.close())

    it.each(GATED_DEVICE_MODELS)('write cells of $name, each alone', model => {
      const size = [3, 4] as const
      const plain = createGatedArray({ size, device: model })
      const pace = Float64Array.from({ length: 12 }, (_, k) => 0.5 + ((k * 0.618034) % 1))
      const { amplitude, width } = model.pulses.raise
      const control = Float64Array.from({ length: 12 }, (_, k) => (k % 3 === 0 ? amplitude : amplitude / 2))
      const sources = { control, drain: new Float64Array(12) }
      const exact = plain.initial.map(x => x.slice())
      const found = plain.initial.map(x => x.slice())
      advanceAlone({ ...plain, pace }, sources, 3 * width, exact, createEnergyMeter())
      advanceAlone({ ...plain, pace, engine }, sources, 3 * width, found, createEnergyMeter())
      expectStates(found, exact, 1e-5)
      expect(found).not.toEqual(exact)
    })

    it('stop at the ends of their range, to the last bit', () => {
      const full = createGatedArray({ size: [1, 2], device: 'psg-wo3', engine })
      const states = full.initial.map(x => x.slice())
      const sources = { control: Float64Array.of(3, 3), drain: new Float64Array(2) }
      advanceAlone(full, sources, 1e4, states, createEnergyMeter())
      expect([...states[1]!]).toEqual([1, 1])
    })
  })
}
