import { describe, expect, it } from 'vitest'
import { selectorLaws } from '../../../arrays/access/selector.ts'
import { seriesCells } from '../../../arrays/network/series-cell.ts'
import { cellLaws } from '../../reference/cell-law.ts'

/** A device of 5 nS behind a selector that conducts so much earlier that nearly all volts are the device's. */
const divider = () => seriesCells(cellLaws([{ kind: 'linear', siemens: 5e-9 }]), selectorLaws(1e-13, 0.1), 1)

function at(cells: ReturnType<typeof divider>, volts: number): number {
  const [current, slope] = [new Float64Array(1), new Float64Array(1)]
  cells.laws.evaluate(Float64Array.of(volts), current, slope)
  return current[0]
}

describe('a device in series with a selector', () => {
  it.each([1e-3, 0.4, 30, -35, 700, -1e5])(
    'carries the current of both, wherever it stood before: %d V',
    volts => {
      const cells = divider()
      const fresh = at(cells, volts)
      const device = cells.deviceVolts[0]
      expect((5e-9 * device) / fresh).toBeCloseTo(1, 12)
      expect((1e-13 * Math.sinh((volts - device) / 0.1)) / fresh).toBeCloseTo(
        1,
        9 - Math.log10(1 + Math.abs(volts)),
      )
      for (const before of [1e5, -1e5, 0, 20]) {
        at(cells, before)
        expect(at(cells, volts) / fresh).toBeCloseTo(1, 12)
      }
    },
  )
})
