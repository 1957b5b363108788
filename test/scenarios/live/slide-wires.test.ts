import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { observeDrive } from '../../../scenarios/live/observe-drive.ts'
import { slideWires } from '../../../scenarios/live/slide-wires.ts'

const DRIVE = { volts: 0.1, bias: 'float', wordLine: 3, bitLines: [5] } as const

describe('an array whose wires move', () => {
  for (const device of ['vteam', 'zntpp'])
    it(`shows of ${device} what it shows at rest, to the tolerance`, () => {
      const spec = createArraySpec({ size: [20, 16], device, wires: { word: 1, bit: 1 } })
      const slide = slideWires(spec, spec.initial, DRIVE, 1e-4)
      for (const ohms of [1, 2, 4, 8, 6, 5, 3]) {
        const found = slide.view(ohms)
        const wired = { ...spec, wordWire: ohms, bitWire: ohms }
        const { view } = observeDrive(wired, spec.initial, DRIVE)
        expect(found.solver.residual).toBeLessThanOrEqual(1e-4)
        for (const name of ['cellVoltages', 'wordCurrents', 'bitCurrents'] as const) {
          const most = Math.max(...view[name].map(Math.abs))
          view[name].forEach((value, k) => {
            expect(Math.abs(found[name][k] - value) / most).toBeLessThan(1e-3)
          })
        }
        expect(found.sensed[0].sneakShare).toBeCloseTo(view.sensed[0].sneakShare, 3)
      }
    })
})
