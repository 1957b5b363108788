import { describe, expect, it } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { zntpp } from '../../../arrays/devices/zntpp.ts'
import { lawsAt } from './laws-at.ts'

const value = (name: string): number => zntpp.parameters.find(spec => spec.name === name)!.value
const { rate, target, current, slope } = lawsAt(zntpp)
const full = { volatile: 0.3, medium: 0.2, second: 0.1, deep: 0.01 }
const sum = 6.6e-9 + 0.3 * 4.96e-6 + 0.2 * 3.82e-6 + 0.1 * 4.06e-6 + 0.01 * 8.17e-4

describe('zntpp', () => {
  it('is ohmic at small voltages', () => {
    const cell = createCell(zntpp, { state: full })
    expect(cell.conductance(1e-12) / sum).toBeCloseTo(1, 9)
    expect(cell.current(0)).toBe(0)
  })

  it('bends as the difference of two exponentials at large ones, of either sign', () => {
    const cell = createCell(zntpp, { state: full })
    for (const v of [10, -10]) {
      const shape = (Math.exp(0.125 * v) - Math.exp(-0.041 * v)) / (0.125 + 0.041)
      expect(cell.current(v) / (sum * shape)).toBeCloseTo(1, 12)
    }
  })

  it('has the slope of its current, above 0 everywhere', () => {
    for (const v of [-10, -3, 0, 4, 10]) {
      const at = (volts: number): number => current(volts, 0.3, 0.2, 0.1, 0.01)
      const own = slope(v, 0.3, 0.2, 0.1, 0.01)
      expect((at(v + 1e-4) - at(v - 1e-4)) / 2e-4 / own).toBeCloseTo(1, 7)
      expect(own).toBeGreaterThan(0)
    }
  })

  it('scales with the area of the junction', () => {
    const large = createCell(zntpp, { parameters: { area: 4 }, state: full })
    expect(large.current(5) / createCell(zntpp, { state: full }).current(5)).toBeCloseTo(4, 12)
  })

  it('only forgets at rest and below the threshold, faster at voltages of either sign', () => {
    for (const k of [0, 1, 2, 3]) {
      for (const v of [-10, 0, 4, 6]) expect(target(k, v)).toBe(0)
      expect(rate(k, 5)).toBeGreaterThan(rate(k, 3))
      expect(rate(k, 3)).toBeGreaterThan(rate(k, 0))
      expect(rate(k, -5)).toBeGreaterThan(rate(k, 0))
    }
    expect(rate(0, 0)).toBeCloseTo(value('volatileFall'), 15)
  })

  it('only rises above the threshold, with the stated rates at 10 V', () => {
    for (const k of [0, 1, 2, 3]) for (const v of [7, 10, 14]) expect(target(k, v)).toBe(1)
    for (const [k, name] of ['volatileRise', 'mediumRise', 'secondRise', 'deepRise'].entries())
      expect(rate(k, 10) / value(name)).toBeCloseTo(1, 12)
  })

  it('hops over a barrier that no voltage makes negative: hotter is faster, up to where there is none', () => {
    const rise = (volts: number, temperature: number): number => {
      const cell = createCell(zntpp, { parameters: { temperature } })
      cell.advance(volts, 1e-6)
      return cell.state[1]
    }
    for (const volts of [7, 10, 13]) expect(rise(volts, 330)).toBeGreaterThan(rise(volts, 300))
    // From 0.5 eV = kT v / riseVolts on, at 13.15 V, the field has taken the barrier away.
    expect(rise(14, 330) / rise(14, 300)).toBeCloseTo(1, 6)
    expect(rise(14, 300) / rise(13.5, 300)).toBeCloseTo(1, 6)
  })
})
