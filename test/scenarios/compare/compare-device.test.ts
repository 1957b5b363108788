import { describe, expect, it } from 'vitest'
import { thresholdMemristor } from '../../../arrays/devices/field/threshold-memristor.ts'
import { umich } from '../../../arrays/devices/field/umich.ts'
import { resistor } from '../../../arrays/devices/resistor.ts'
import { compareDevice } from '../../../scenarios/compare/compare-device.ts'

describe('compareDevice', () => {
  it('is what a hand computes for a resistance that moves at 2e12 ohm/(V s) beyond 1.6 V', () => {
    const found = compareDevice(thresholdMemristor, 16)
    expect(found.on).toBeCloseTo(1e-3, 12)
    expect(found.off).toBeCloseTo(1e-4, 12)
    // Half of 3 V is below the threshold.
    expect(found.disturbance).toBe(0)
    // 7 kohm falls at 2.8e12 ohm/s to 1 kohm and stays there for what is left of 4 ns.
    const falling = Math.log(7) / 2.8e12
    const left = (4e-9 - 6000 / 2.8e12) / 1000
    expect(found.writeJoules / (9 * (falling + left))).toBeCloseTo(1, 3)
    expect(found.retentionSeconds).toBe(Number.POSITIVE_INFINITY)
    // Without wires the cell's V/R stands beside 15 half-selected ones of V/2R.
    const ideal = (1 - 0.1) / (1 + 15 / 2)
    expect(found.readMargin).toBeLessThan(ideal)
    expect(found.readMargin).toBeGreaterThan(0.8 * ideal)
    expect(compareDevice(thresholdMemristor, 2).readMargin).toBeCloseTo(0.9 / 1.5, 2)
    expect(found.obstacles).toEqual(['margin'])
  })

  it('follows what forgets to half of its contrast', () => {
    const { on, off, retentionSeconds } = compareDevice(umich, 2)
    const siemens = (w: number): number =>
      ((1 - w) * 5e-7 * (1 - Math.exp(-0.15)) + w * 4e-6 * Math.sinh(0.6)) / 0.3
    const share = (g: number): number => (g - siemens(0)) / (siemens(1) - siemens(0))
    // The share of the area falls at 4.5/10 of it a second, and the conductance with it.
    const time = Math.log(share(on) / share((on + off) / 2)) / 0.45
    expect(retentionSeconds / time).toBeCloseTo(1, 2)
  })

  it('refuses what has no pulses', () => {
    expect(() => compareDevice(resistor, 4)).toThrow('found resistor without write and erase')
  })
})
