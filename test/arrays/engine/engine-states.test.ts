import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { advance } from '../../../arrays/crossbar/advance.ts'
import { crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import type { ArrayEngine } from '../../../arrays/engine/array-engine.ts'
import { advanceGated } from '../../../arrays/gated/advance-gated.ts'
import { createGatedArray } from '../../../arrays/gated/gated-array-spec.ts'
import { writeDrive } from '../../../arrays/gated/gated-drive.ts'
import { openEngine } from '../../../src/host/open-engine.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import { currentDrive, storageArray } from '../crossbar/storage-array.ts'

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

    const film = [0.1, -0.2, 0, 0.3, 0.05, 0.25]
    const stuck = Float64Array.of(Number.NaN, 0, Number.NaN, 0.1, Number.NaN, Number.NaN)
    const spec = storageArray([3, 2], { film, wire: 5, ohms: 20 })
    const volts = { word: Float64Array.of(0.4, 0, Number.NaN), bit: Float64Array.of(0, 0.2) }
    it.each([
      ['cells wired alone', spec, { kind: 'isolated', volts: Float64Array.from(film, x => x + 0.2) }],
      ['currents into word lines', spec, currentDrive(spec, [1e-3, -0.5e-3, 0.2e-3])],
      ['open word lines', spec, currentDrive(spec, [1e-3, Number.NaN, Number.NaN])],
      ['stuck cells', { ...spec, stuck }, crossbarDrive(spec, volts, Uint8Array.of(1, 1, 1))],
    ] as const)('charge what stores charge: %s', (_, array, drive) => {
      const exact = array.initial.map(x => x.slice())
      const found = array.initial.map(x => x.slice())
      advance(array, drive, 0.5, exact, createEnergyMeter())
      const meter = createEnergyMeter()
      advance({ ...array, engine }, drive, 0.5, found, meter)
      expect(engine.report().kernels).not.toBe('none')
      expectStates(found, exact, 1e-6)
      // The charge of a step is accurate to float32, and so is the energy.
      expect(Math.abs(meter.balance())).toBeLessThan(1e-6)
    })

    it.each(GATED_DEVICE_MODELS)('write an array of $name', model => {
      const size = [3, 4] as const
      const plain = createGatedArray({ size, device: model, wires: { gate: 20, drain: 30, source: 10 } })
      const withEngine = createGatedArray({
        size,
        device: model,
        wires: { gate: 20, drain: 30, source: 10 },
        engine,
      })
      const pace = Float64Array.from({ length: 12 }, (_, k) => 0.5 + ((k * 0.618034) % 1))
      const { amplitude, width } = model.pulses.raise
      const rest = model.control === 'current' ? 0 : amplitude / 2
      const open = model.control === 'current' ? Number.NaN : rest
      const drive = writeDrive(plain, { gate: [rest, amplitude, rest], source: [open, 0, open, 0] })
      const exact = plain.initial.map(x => x.slice())
      const found = plain.initial.map(x => x.slice())
      advanceGated({ ...plain, pace }, drive, 3 * width, exact, createEnergyMeter())
      advanceGated({ ...withEngine, pace }, drive, 3 * width, found, createEnergyMeter())
      expectStates(found, exact, 1e-5)
      expect(found).not.toEqual(exact)
    })

    it('stop at the ends of their range, to the last bit', () => {
      const full = createGatedArray({ size: [1, 2], device: 'psg-wo3', engine })
      const states = full.initial.map(x => x.slice())
      advanceGated(full, writeDrive(full, { gate: [3], source: [0, 0] }), 1e4, states, createEnergyMeter())
      expect([...states[1]]).toEqual([1, 1])
    })
  })
}
