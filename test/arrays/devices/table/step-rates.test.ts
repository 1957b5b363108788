import { describe, expect, it } from 'vitest'
import { flowAlong, timeAlong } from '../../../../arrays/devices/table/piecewise-line.ts'
import { stepRates } from '../../../../arrays/devices/table/step-rates.ts'

const curve = (conductance: readonly number[], change: (g: number) => number) => ({
  conductance: Float64Array.from(conductance),
  change: Float64Array.from(conductance, change),
  lines: conductance.map((_, k) => k + 2),
})
const places = (count: number): number[] => Array.from({ length: count }, (_, k) => 1 + (9 * k) / (count - 1))

describe('flowAlong and timeAlong', () => {
  it('are exact on pieces, which meet', () => {
    const line = { x: Float64Array.of(0, 1, 2), y: Float64Array.of(1, 1, 2) }
    expect(flowAlong(line, 0, 0.5)).toBeCloseTo(0.5, 14)
    // One second to 1, then dx/dt = x.
    expect(flowAlong(line, 0, 1.5)).toBeCloseTo(Math.exp(0.5), 14)
    expect(timeAlong(line, 0, Math.exp(0.5))).toBeCloseTo(1.5, 14)
    expect(flowAlong(line, 0, 1 + Math.LN2 + 1)).toBeCloseTo(4, 13)
    const back = { x: line.x, y: Float64Array.of(-1, -1, -2) }
    expect(flowAlong(back, 2, Math.LN2 + 0.25)).toBeCloseTo(0.75, 14)
    expect(timeAlong(back, 0, 1)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('stepRates', () => {
  it('is the exact rate of a change that is a line', () => {
    const { rates, misfit } = stepRates(
      curve([1, 10], g => 0.3 * (10 - g)),
      [1, 10],
    )
    expect(rates.y[0]).toBeCloseTo(-9 * Math.log(0.7), 12)
    expect(misfit).toBeLessThan(1e-14)
  })

  // The exponential of the table would be off by change^2 times half its slope, 2e-2 and more of the range.
  it.each([
    ['steps shorter than the distance of the rows', 10, (g: number) => 0.3 * (1 - (g / 11) ** 2), 1e-6],
    ['steps over several rows', 60, (g: number) => 2 * (1 - (g / 11) ** 2), 2e-4],
    ['steps down over several rows', 60, (g: number) => -0.3 * g ** 0.7, 1e-4],
    ['steps that lead out of the range', 20, (g: number) => 1 + g / 10, 1e-4],
  ])('gives the steps of a bent law back: %s', (_, rows, change, most) => {
    const { misfit } = stepRates(curve(places(rows), change), [1, 10])
    expect(misfit).toBeLessThan(most)
  })

  it('says where no rate makes the steps', () => {
    const { misfit, worst } = stepRates(
      curve([1, 1.1, 1.2, 10], g => (g === 1.1 ? 3 : 0.5)),
      [1, 10],
    )
    expect(misfit).toBeGreaterThan(0.01)
    expect(worst).toBeLessThan(3)
  })
})
