import { describe, expect, it } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { zntpp } from '../../../arrays/devices/zntpp.ts'
import { lawsAt } from './laws-at.ts'

const value = (name: string): number => zntpp.parameters.find(spec => spec.name === name)!.value
const { rate, target, current, slope } = lawsAt(zntpp)
const full = { volatile: 0.3, medium: 0.2, deep: 0.01 }
const sum =
  value('baseConductance') +
  0.3 * value('volatileConductance') +
  0.2 * value('mediumConductance') +
  0.01 * value('deepConductance')

describe('zntpp', () => {
  it('is ohmic at small voltages', () => {
    const cell = createCell(zntpp, { state: full })
    expect(cell.conductance(1e-12) / sum).toBeCloseTo(1, 9)
    expect(cell.current(0)).toBe(0)
  })

  it('bends as the difference of two exponentials at large ones, of either sign', () => {
    const cell = createCell(zntpp, { state: full })
    for (const v of [10, -10]) {
      const [a, b] = [value('bendForward'), value('bendBackward')]
      const shape = (Math.exp(a * v) - Math.exp(-b * v)) / (a + b)
      expect(cell.current(v) / (sum * shape)).toBeCloseTo(1, 12)
    }
  })

  it('has the slope of its current, above 0 everywhere', () => {
    for (const v of [-10, -3, 0, 4, 10]) {
      const at = (volts: number): number => current(volts, 0.3, 0.2, 0.01)
      const own = slope(v, 0.3, 0.2, 0.01)
      expect((at(v + 1e-4) - at(v - 1e-4)) / 2e-4 / own).toBeCloseTo(1, 7)
      expect(own).toBeGreaterThan(0)
    }
  })

  it('scales with the area of the junction', () => {
    const large = createCell(zntpp, { parameters: { area: 4 }, state: full })
    expect(large.current(5) / createCell(zntpp, { state: full }).current(5)).toBeCloseTo(4, 12)
  })

  it('only forgets at rest and below the threshold, faster at voltages of either sign', () => {
    for (const k of [0, 1, 2]) {
      for (const v of [-10, 4, 5.9]) expect(target(k, v)).toBeLessThanOrEqual(target(k, 0))
      expect(rate(k, 5)).toBeGreaterThan(rate(k, 3))
      expect(rate(k, 3)).toBeGreaterThan(rate(k, 0))
      expect(rate(k, -5)).toBeGreaterThan(rate(k, 0))
    }
    for (const v of [-10, 0, 4]) for (const k of [0, 1]) expect(target(k, v)).toBe(0)
    expect(rate(0, 0)).toBeCloseTo(value('volatileFall'), 15)
  })

  it('is at rest before its first voltage: a day and 1e6 s on the shelf change nothing', () => {
    const fresh = createCell(zntpp)
    for (const seconds of [86_400, 1e6]) {
      const kept = createCell(zntpp)
      kept.advance(0, seconds)
      for (const volts of [1e-3, 4, 5]) {
        expect(kept.conductance(volts) / fresh.conductance(volts)).toBeCloseTo(1, 9)
      }
    }
    // And it comes back to that state from above and from below.
    for (const deep of [0, 0.01]) {
      const moved = createCell(zntpp, { state: { deep } })
      moved.advance(0, 1e6)
      expect(moved.conductance(4) / fresh.conductance(4)).toBeCloseTo(1, 9)
    }
  })

  it('only rises above the threshold, with the stated rates at 10 V', () => {
    for (const k of [0, 1, 2]) for (const v of [7, 10, 14]) expect(target(k, v)).toBe(1)
    const atRest = value('deepRest') * value('deepFall')
    const rises = [value('volatileRise'), value('mediumRise'), value('deepRise') + atRest]
    for (const [k, expected] of rises.entries()) expect(rate(k, 10) / expected).toBeCloseTo(1, 12)
  })

  it('hops over a barrier that no voltage up to 14 V takes away: hotter is faster', () => {
    const rise = (volts: number, temperature: number): number => {
      const cell = createCell(zntpp, { parameters: { temperature } })
      cell.advance(volts, 1e-6)
      return cell.state[1]
    }
    for (const volts of [7, 10, 13, 14]) expect(rise(volts, 330)).toBeGreaterThan(rise(volts, 300))
    // From 0.5 eV = kT v / riseVolts on, at 14.5 V, none is left, and none becomes negative.
    expect(rise(16, 330) / rise(16, 300)).toBeCloseTo(1, 6)
    expect(rise(16, 300) / rise(15, 300)).toBeCloseTo(1, 6)
  })

  it('lowers every barrier by less than its height at all voltages that were measured', () => {
    const kT = 8.617333262e-5 * 300
    const lowered = [14 / value('riseVolts'), 14 / value('deepRiseVolts'), 10 / value('backwardFallVolts')]
    const inFall = ['fallVolts', 'stiffFallVolts'].map(name => value('thresholdHigh') / value(name))
    for (const times of [...lowered, ...inFall]) expect(kT * times).toBeLessThan(0.5)
  })
})
