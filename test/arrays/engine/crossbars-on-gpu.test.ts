import { describe, expect, it } from 'vitest'
import { accessLaws } from '../../../arrays/access/access-laws.ts'
import { crossbarsOnGpu } from '../../../arrays/engine/crossbars-on-gpu.ts'
import { crossbarsOnHost } from '../../../arrays/engine/crossbars-on-host.ts'
import { createPlanCache } from '../../../arrays/engine/plan-cache.ts'
import { openGpu } from '../../../kernels/gpu/gpu.ts'
import { startGpuThread } from '../../../src/threads/start-gpu-thread.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import { CASES, CELLS, crossbars, SAMPLES } from './batch-of-crossbars.ts'
import { watchedCache } from './watched-cache.ts'

// An adapter in software compiles shaders for seconds.
const PATIENT = { timeout: 300_000 }

describe.skipIf(webgpu === undefined)(
  'crossbars side by side on webgpu (needs npm webgpu and a Vulkan driver)',
  PATIENT,
  () => {
    it.each(CASES)(
      'carry the currents of each network solved alone: %s, %d ohm a segment, %s',
      (model, ohms, others) => {
        const { batch, volts, states, read } = crossbars(model, ohms, others)
        const found = crossbarsOnGpu(watchedCache(webgpu!).cache, batch, states).read(volts)
        read.forEach(({ cellCurrents }, sample) => {
          const largest = cellCurrents.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
          cellCurrents.forEach((amps, k) => {
            expect(Math.abs(found[sample * CELLS + k] - amps)).toBeLessThan(5e-5 * largest)
          })
        })
      },
    )

    it('take the steps of the host, and bring nothing back between them but how good they are', async () => {
      const webasm = await openGpu('webasm', startGpuThread)
      const { batch, volts, states } = crossbars('zntpp', 30)
      const { cache, programs } = watchedCache(webgpu!)
      const copy = () => states.map(plane => plane.slice())
      const onGpu = crossbarsOnGpu(cache, batch, copy())
      const onHost = crossbarsOnHost(createPlanCache(webasm), batch, copy())
      const [program] = programs
      const before = program.counts
      for (const crossbars of [onGpu, onHost]) {
        crossbars.hold(volts, 2)
        crossbars.rest(10)
      }
      const after = program.counts
      const runs = after.downloads - before.downloads
      // One to begin, at least three for each step, one to rest.
      expect(runs).toBeGreaterThan(2 + 3 * 2)
      // Volts and ohms of the lines go there once; of a run seven numbers there and two back.
      const lines = 4 * (2 * (24 + 20) + 2 * CELLS)
      expect(after.uploadBytes - before.uploadBytes).toBeLessThanOrEqual(lines + 28 * runs)
      expect(after.downloadBytes - before.downloadBytes).toBe(16 * runs)
      expect(after.compiled).toBe(before.compiled)
      const [a, b] = [onGpu.read(volts), onHost.read(volts)]
      const largest = b.reduce((most, amps) => Math.max(most, Math.abs(amps)), 0)
      expect(a.length).toBe(SAMPLES * CELLS)
      a.forEach((amps, k) => {
        expect(Math.abs(amps - b[k])).toBeLessThan(1e-4 * largest)
      })
    })

    it('bring nothing back between steps where cells stand behind elements or store charge', () => {
      const selectors = accessLaws(
        { kind: 'selector', saturation: 1e-12, scale: 0.1 },
        [24, 20],
        new Uint8Array(24),
      )
      const { equations } = selectors!
      for (const [device, wire, element] of [
        ['zntpp', 30, equations],
        ['fmes', 0.1, undefined],
      ] as const) {
        const { batch, volts, states } = crossbars(device, wire)
        const { cache, programs } = watchedCache(webgpu!)
        const held = crossbarsOnGpu(cache, element === undefined ? batch : { ...batch, element }, states)
        const [program] = programs
        const before = program.counts
        held.hold(volts, 0.01)
        const after = program.counts
        const lines = 4 * (2 * (24 + 20) + 2 * CELLS)
        const runs = after.downloads - before.downloads
        expect(runs).toBeGreaterThan(1)
        // Of each run four numbers come back; lines and what the drive says go there.
        expect(after.downloadBytes - before.downloadBytes).toBe(16 * runs)
        expect(after.uploadBytes - before.uploadBytes).toBeLessThanOrEqual(lines + 28 * (runs + 1))
        expect(after.compiled).toBe(before.compiled)
      }
    })

    it('say that nodes do not come to rest', () => {
      const { batch, volts, states } = crossbars('zntpp', 1e7)
      expect(() => crossbarsOnGpu(watchedCache(webgpu!).cache, batch, states).read(volts)).toThrow(
        /crossbars of zntpp, array \d of 2: nodes do not come to rest/,
      )
    })
  },
)
