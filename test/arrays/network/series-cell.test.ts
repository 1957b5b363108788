import { describe, expect, it } from 'vitest'
import { selectorLaws } from '../../../arrays/access/selector.ts'
import { conductingInSeries } from '../../../arrays/network/conducting-cells.ts'
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

  it('is found in few looks at the laws, far fewer from a divider nearby', () => {
    let looks = 0
    const device = cellLaws([{ kind: 'sinh', siemens: 1e-5, beta: 0.33 }])
    const counted = {
      ...device,
      evaluate: (...planes: Parameters<typeof device.evaluate>) => {
        looks++
        device.evaluate(...planes)
      },
    }
    const looksOf = (cells: ReturnType<typeof divider>, volts: number): number => {
      looks = 0
      at(cells, volts)
      return looks
    }
    const afresh = () => seriesCells(counted, selectorLaws(1e-12, 0.1), 1)
    // Halving to the last digit, where a step is lost in rounding, takes up to 60.
    const most = Array.from({ length: 100 }, (_, k) => looksOf(afresh(), (k + 1) / 10))
    expect(Math.max(...most)).toBeLessThan(20)
    const fresh = afresh()
    at(fresh, 7)
    const again = seriesCells(counted, selectorLaws(1e-12, 0.1), 1, {
      cellVoltages: Float64Array.of(7),
      deviceVoltages: fresh.deviceVolts,
    })
    expect(looksOf(again, 7)).toBeLessThan(4)
  })
})

describe('cells that conduct', () => {
  const [selector, open] = [selectorLaws(1e-12, 0.1), cellLaws([{ kind: 'linear', siemens: 0 }])]
  const ohmic = cellLaws([{ kind: 'linear', siemens: 1e-6 }])
  const joined = (): never => {
    throw new Error('no divider is needed')
  }

  it('do so with an element that conducts at rest', () => {
    expect([...conductingInSeries([ohmic, selector], joined, 1, 5)]).toEqual([1])
  })

  it('do not behind an open element, nor an open cell behind any', () => {
    for (const [device, element] of [
      [ohmic, open],
      [open, selector],
    ]) {
      const both = () => seriesCells(device, element, 1).laws
      expect([...conductingInSeries([device, element], both, 1, 5)]).toEqual([0])
    }
  })
})
