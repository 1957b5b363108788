import { describe, expect, it } from 'vitest'
import { advance } from '../../../arrays/crossbar/advance.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { operatingPoint } from '../../../arrays/crossbar/operating-point.ts'
import { openEngine } from '../../../src/host/open-engine.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'

const backends = [
  { mode: 'webasm', present: true },
  { mode: 'webgpu', present: webgpu !== undefined },
] as const

/** A crossbar of sinh cells, one word line selected by the half scheme. */
function halfSelected(lines: number) {
  const spec = createArraySpec({ device: 'zntpp', size: [lines, lines], wires: { word: 1, bit: 1 } })
  const volts = (selected: number, all: number) =>
    Float64Array.from({ length: lines }, (_, k) => (k === 3 ? selected : all))
  const drive = crossbarDrive(spec, { word: volts(10, 5), bit: volts(0, 5) }, new Uint8Array(lines).fill(1))
  return { spec, drive }
}

for (const { mode, present } of backends) {
  // An adapter in software compiles shaders for seconds.
  describe.skipIf(!present)(`arrays on ${mode}`, { timeout: 300_000 }, () => {
    it('find the operating point of nonlinear cells whose slopes a kernel gives', async () => {
      const engine = (await openEngine(mode, 0))!
      const { spec, drive } = halfSelected(64)
      const exact = operatingPoint(spec, drive, spec.initial)
      const found = operatingPoint({ ...spec, engine }, drive, spec.initial)
      found.cellVolts.forEach((volts, k) => {
        expect(Math.abs(volts - exact.cellVolts[k]) / 10).toBeLessThan(1e-9)
      })
      expect(found.solution!.report.newton).toBeLessThanOrEqual(exact.solution!.report.newton + 3)
      await engine.close()
    })

    it.each([
      ['all alike', {}],
      [
        'each at its own pace',
        { pace: Float64Array.from({ length: 36 }, (_, k) => 0.5 + ((k * 0.618034) % 1)) },
      ],
    ])('advance states and network together as in float64, %s', async (_, pace) => {
      const engine = (await openEngine(mode, 0))!
      const { spec: plain, drive } = halfSelected(6)
      const spec = { ...plain, ...pace }
      const states = [spec.initial, spec.initial].map(planes => planes.map(plane => plane.slice()))
      advance(spec, drive, 0.1, states[0], createEnergyMeter())
      advance({ ...spec, engine }, drive, 0.1, states[1], createEnergyMeter())
      expect(engine.report()).toMatchObject({ backend: mode })
      states[0].forEach((plane, s) => {
        const most = plane.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
        plane.forEach((value, k) => {
          // Steps on webgpu are of second order.
          expect(Math.abs(states[1][s][k] - value) / most).toBeLessThan(mode === 'webgpu' ? 1e-4 : 1e-5)
        })
      })
      await engine.close()
    })
  })
}
