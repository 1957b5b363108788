import { describe, expect, it } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { pentaceneP13 } from '../../../arrays/devices/pentacene-p13.ts'
import { lawsAt } from './laws-at.ts'

const value = (name: string): number => pentaceneP13.parameters.find(spec => spec.name === name)!.value
const { rate, target, current, slope } = lawsAt(pentaceneP13)
const ions = ['fast', 'medium', 'lasting'] as const

describe('pentaceneP13', () => {
  it('conducts at rest by its base conductance, bent upwards by the junction', () => {
    const cell = createCell(pentaceneP13)
    expect(cell.conductance(1e-6) / 1.212e-7).toBeCloseTo(1, 12)
    expect(cell.current(10) / (1.212e-7 * 10 * Math.sinh(1))).toBeCloseTo(1, 12)
    expect(cell.current(-3)).toBe(-cell.current(3))
    expect(cell.current(0)).toBe(0)
  })

  it('multiplies the current by e^gain where a population is full, and by the area', () => {
    for (const [k, name] of ions.entries()) {
      const states = [0, 1, 2].map(index => (index === k ? 1 : 0))
      expect(current(2, ...states) / current(2, 0, 0, 0)).toBeCloseTo(Math.exp(value(`${name}Gain`)), 9)
    }
    const wide = createCell(pentaceneP13, { parameters: { area: 2.5 } })
    expect(wide.current(1) / createCell(pentaceneP13).current(1)).toBeCloseTo(2.5, 12)
  })

  it('gives the slope of its current', () => {
    for (const v of [-10, -3, -0.1, 0, 0.5, 7, 10]) {
      const step = 1e-4
      const difference = (current(v + step, 0.3, 0.6, 0.9) - current(v - step, 0.3, 0.6, 0.9)) / (2 * step)
      // The difference quotient is off by step^2/6 of the third derivative over V0^2.
      expect(slope(v, 0.3, 0.6, 0.9) / difference).toBeCloseTo(1, 8)
      expect(slope(v, 0.3, 0.6, 0.9)).toBeGreaterThan(0)
    }
  })

  it.each([...ions.entries()])(
    'state %i moves in at its stated rate at +10 V and forgets at rest',
    (k, name) => {
      const forget = 1 / value(`${name}Time`)
      expect(rate(k, 0)).toBe(forget)
      expect(target(k, 0)).toBe(0)
      expect((rate(k, 10) - forget) / value(`${name}Rate`)).toBeCloseTo(1, 12)
      expect(target(k, 10) * rate(k, 10)).toBeCloseTo(value(`${name}Rate`), 12)
      // Hopping: one driftVolts less is a factor of e, up to the backward hop.
      expect((rate(k, 10) - forget) / (rate(k, 10 - value('driftVolts')) - forget)).toBeCloseTo(Math.E, 9)
      expect((rate(k, -10) - forget) / value('eraseRate')).toBeCloseTo(1, 12)
      expect(target(k, -10)).toBe(0)
    },
  )

  it('is hardly disturbed by a read at +1 V', () => {
    for (const k of ions.keys()) expect(rate(k, 1) * target(k, 1)).toBeLessThan(1e-6)
  })
})
