import { describe, expect, it } from 'vitest'
import { elementCurve } from '../../../scenarios/margin/element-curve.ts'

const MOST = Number.POSITIVE_INFINITY
const at = (curve: ReturnType<typeof elementCurve>, volts: number): number =>
  curve!.amps[curve!.volts.findIndex(v => Math.abs(v - volts) < 1e-9)]!

describe('elementCurve', () => {
  it('is the law of the element alone', () => {
    const selector = elementCurve({ kind: 'selector', saturation: 1e-9, scale: 0.1 }, 0.5, MOST)
    for (const volts of [-0.5, -0.1, 0, 0.1, 0.5])
      expect(at(selector, volts)).toBeCloseTo(1e-9 * Math.sinh(volts / 0.1), 15)
    expect(elementCurve({ kind: 'none' }, 0.5, MOST)).toBeUndefined()
  })

  it.each(['word', 'bit'] as const)(
    'has a transistor on, its other terminal at 0 V, on the %s side',
    side => {
      const square = { gateVolts: 1.5, threshold: 0.5, transconductance: 1e-4, offCurrent: 1e-15 }
      const curve = elementCurve({ kind: 'transistor', side, ...square }, 2, MOST)
      // The lower terminal is the source: at 0 V, or at the driven one below it.
      expect(at(curve, 0.4)).toBeCloseTo(1e-4 * (1 * 0.4 - 0.08), 12)
      expect(at(curve, 2)).toBeCloseTo(1e-4 * 0.5, 12)
      expect(at(curve, -0.4)).toBeCloseTo(-1e-4 * (1.4 * 0.4 - 0.08), 12)
    },
  )

  it('leaves out currents that no cell takes', () => {
    const curve = elementCurve({ kind: 'resistor', ohms: 1e3 }, 1, 0.5e-3)!
    expect(Math.max(...curve.volts)).toBeCloseTo(0.5, 9)
    expect(Math.min(...curve.volts)).toBeCloseTo(-0.5, 9)
  })
})
