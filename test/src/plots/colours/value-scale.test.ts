import { describe, expect, it } from 'vitest'
import { scalePosition, valueScale } from '../../../../src/plots/colours/value-scale.ts'

const of = (values: number[], unit = 'S', kind?: 'linear' | 'log' | 'diverging') =>
  valueScale([Float64Array.from(values)], unit, kind)
const labels = (scale: ReturnType<typeof of>): string[] => scale.ticks.map(tick => tick.label)

describe('the scale of a quantity', () => {
  it('spans all frames together', () => {
    const scale = valueScale([Float64Array.of(3, 4), Float64Array.of(5, 8)], 'V', undefined)
    expect(scale).toMatchObject({ kind: 'linear', domain: [3, 8] })
    expect([3, 5.5, 8].map(value => scalePosition(scale, value))).toEqual([0, 0.5, 1])
  })

  it('begins at zero where the values come near it', () => {
    expect(of([1, 5]).domain).toEqual([0, 5])
    expect(of([4, 5]).domain).toEqual([4, 5])
  })

  it('has zero in the middle where negative values come near it', () => {
    expect(of([-1, -5])).toMatchObject({ kind: 'diverging', domain: [-5, 5] })
    expect(of([-4, -5])).toMatchObject({ kind: 'linear', domain: [-5, -4] })
  })

  it('has zero in the middle where there are both signs', () => {
    const scale = of([-1, 4])
    expect(scale).toMatchObject({ kind: 'diverging', domain: [-4, 4] })
    expect(scalePosition(scale, 0)).toBe(0.5)
  })

  it('is a logarithm where most values differ by decades, not for a few outliers', () => {
    const decades = Array.from({ length: 100 }, (_, k) => 10 ** (-12 + k / 12))
    expect(of(decades).kind).toBe('log')
    expect(of([...Array.from({ length: 99 }, (_, k) => 1 + k / 100), 1e-6]).kind).toBe('linear')
    expect(of(decades, 'S', 'linear').kind).toBe('linear')
  })

  it('on a log scale puts a decade in equal steps and leaves zero and less without a place', () => {
    const scale = of([1e-9, 1e-6, 1e-3, 0, -1], 'S', 'log')
    expect(scale).toMatchObject({ domain: [1e-9, 1e-3], hasNonPositive: true, hasMissing: false })
    expect(scalePosition(scale, 1e-6)).toBeCloseTo(0.5, 12)
    expect(scalePosition(scale, 0)).toBeNaN()
    expect(labels(scale)).toEqual(['1 nS', '10 nS', '100 nS', '1 µS', '10 µS', '100 µS', '1 mS'])
  })

  it('asked for a logarithm of nothing positive is linear', () => {
    expect(of([0, -1], 'S', 'log').kind).toBe('linear')
  })

  it('with one value ends there', () => {
    expect(of([5e-12, 5e-12])).toMatchObject({
      domain: [0, 5e-12],
      ticks: [
        { position: 0, label: '0' },
        { position: 1, label: '5' },
      ],
    })
    expect(labels(of([-0.3]))).toEqual(['0', '−300'])
    expect(of([-0.3]).ticks[1]).toEqual({ position: 0, label: '−300' })
    expect(labels(of([0, 0]))).toEqual(['0'])
    // Rounding is no contrast.
    expect(of([1, 1 + 1e-12]).domain).toEqual([0, 1 + 1e-12])
  })

  it('shows a ratio that rounding left of zero as zero, but not a small current', () => {
    expect(of([2e-16, -7e-16], '')).toMatchObject({
      kind: 'linear',
      domain: [0, 1],
      ticks: [{ position: 0, label: '0' }],
    })
    expect(of([2e-16, 0.1], '').domain).toEqual([0, 0.1])
    expect(of([2e-16, -7e-16], 'A').kind).toBe('diverging')
    expect(of([1, 0.5, -1e-12], 'A').kind).toBe('linear')
  })

  it('takes no part of what is not finite, and says that it is there', () => {
    expect(of([Number.NaN, 2, 4, Infinity])).toMatchObject({ domain: [2, 4], hasMissing: true })
    expect(of([Number.NaN])).toMatchObject({ ticks: [], hasMissing: true })
    expect(scalePosition(of([1, 2]), Number.NaN)).toBeNaN()
  })

  it.each([
    [[0, 5e-15], 'fS', ['0', '1', '2', '3', '4', '5']],
    [[0, 109e-12], 'pS', ['0', '20', '40', '60', '80', '100']],
    [[0, 2.2e-3], 'mS', ['0.0', '0.5', '1.0', '1.5', '2.0']],
    [[-3e-7, 3e-7], 'nS', ['−300', '−200', '−100', '0', '100', '200', '300']],
  ])('of %j has the unit %s and round ticks', (values, unit, ticks) => {
    expect(of(values).display.label).toBe(unit)
    expect(labels(of(values))).toEqual(ticks)
  })

  it('within a decade has ticks at 1, 2 and 5', () => {
    expect(labels(of([1e-9, 8e-9], 'A', 'log'))).toEqual(['1 nA', '2 nA', '5 nA'])
    expect(labels(of([1e-9], 'A', 'log'))).toEqual(['500 pA', '1 nA', '2 nA'])
  })

  it('over many decades has at most eight ticks, powers of ten where there is no unit', () => {
    const scale = of([1e-20, 1], '', 'log')
    expect(scale.ticks.length).toBeLessThanOrEqual(8)
    expect(labels(scale)[0]).toBe('10⁻²⁰')
  })
})
