import { describe, expect, it } from 'vitest'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'
import { zntpp } from '../../../arrays/devices/zntpp.ts'
import { deviceLaws } from '../../../arrays/engine/kernel-laws.ts'
import { crossbarsPlan } from '../../../kernels/gpu/crossbars-plan.ts'
import type { DeviceLaws } from '../../../kernels/gpu/law-plans.ts'
import { runInFloat64 } from './run-in-float64.ts'
import { TEST_GPUS } from './test-gpus.ts'

const NONE = 1e18

for (const gpu of TEST_GPUS) {
  describe.skipIf(!gpu.present)(`crossbars on ${gpu.name}`, () => {
    it('divide the voltage of one cell between its drivers, by hand', async () => {
      // 6 V, drivers of 1 ohm and 2 ohm, a cell of 1/3 S in the first array and 1 S in the second.
      const size = { rows: 1, columns: 1, arrays: 2, varying: [0] }
      const plan = crossbarsPlan(resistor, size, { sweeps: 30, currents: true })
      const [word, bit, moved, current] = await gpu.run(plan, [
        Float32Array.of(6, 0),
        Float32Array.of(0),
        Float32Array.of(1 / 3, 1),
        new Float32Array(2),
        Float32Array.of(NONE),
        Float32Array.of(1),
        Float32Array.of(2),
        Float32Array.of(NONE),
        new Float32Array(2),
        new Float32Array(2),
        1,
      ])
      // 1 A and 1.5 A: the word nodes fall by that times 1 ohm, the bit nodes rise by it times 2 ohm.
      const expected = [word, [-1, -1.5], bit, [2, 3], current, [1, 1.5]]
      for (let k = 0; k < expected.length; k += 2) {
        expect(Math.abs(expected[k][0] - expected[k + 1][0])).toBeLessThan(1e-5)
        expect(Math.abs(expected[k][1] - expected[k + 1][1])).toBeLessThan(1e-5)
      }
      expect(Math.max(...moved)).toBeLessThan(1e-5)
    })

    for (const model of [zntpp, ecMofL]) {
      for (const [rows, columns, arrays] of [
        [5, 5, 3],
        [1, 7, 2],
        [64, 64, 1],
      ] as const) {
        it(`agree with their float64 twin: ${arrays} of ${model.name}, ${rows} x ${columns}`, async () => {
          const count = rows * columns * arrays
          const plane = (value: (k: number) => number, length = count) =>
            Float32Array.from({ length }, (_, k) => value(k))
          const spread = (k: number, step: number) => (k * step) % 1
          const scale = 1 / 2 ** Math.round(Math.log2(model === zntpp ? 4e-5 : 4e-11))
          const plan = crossbarsPlan(
            deviceLaws(model),
            { rows, columns, arrays, varying: [0] },
            { sweeps: 2, currents: true },
          )
          // Drops of tens of per cent, along lines with one segment broken and one of 0 ohm.
          const ohms = (k: number) => [NONE, 1e-18, 0.02][Math.min(k % 11, 2)] / Math.max(rows, columns)
          const inputs = [
            plane(k => (k % 3) * 2, rows + columns),
            Float32Array.from(model.parameters, ({ value }) => value),
            plane(k => model.parameters[0].value * (1 + spread(k, 0.5698403))),
            plane(k => spread(k, 0.7548777), count * model.states.length),
            plane(ohms, rows * columns),
            plane(() => 1e-18, rows),
            plane(k => ohms(k + 5), rows * columns),
            plane(() => 1e-4, columns),
            plane(() => 0),
            plane(() => 0),
            Math.fround(scale),
          ]
          const found = await gpu.run(plan, inputs)
          runInFloat64(plan, inputs).forEach((twin, r) => {
            const most = twin.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
            // Currents lose the rounding of volts through exponentials; what moved last is a difference of deviations.
            const allowed = r === 2 ? 1e-6 * Math.max(3, most) : 2e-5 * most
            expect(most).toBeGreaterThan(0)
            twin.forEach((exact, k) => {
              expect(Math.abs(found[r][k] - exact), `result ${r}, value ${k}: ${exact}`).toBeLessThan(allowed)
            })
          })
        })
      }
    }
  })
}

const resistor: DeviceLaws = {
  name: 'resistor',
  key: 'resistor',
  states: [],
  storesCharge: false,
  parameters: 1,
  current: { statements: '', results: ['(p0 * v)'] },
  slope: { statements: '', results: ['p0'] },
  functions: [],
}
