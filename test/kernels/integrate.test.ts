import { describe, expect, it } from 'vitest'
import { integrate, type Sized } from '../../kernels/integrate.ts'

const sized = (...values: number[]): Sized => ({ values, sizes: values.map(Math.abs) })

describe('integrate', () => {
  it('is exact for a cubic, in five places', () => {
    let calls = 0
    const found = integrate(
      x => {
        calls++
        return sized(1 + x ** 3, -2 * x)
      },
      2,
      1e-9,
    )
    expect(found[0]).toBeCloseTo(6, 14)
    expect(found[1]).toBeCloseTo(-4, 14)
    expect(calls).toBe(5)
  })

  it('finds a short peak at the start beside what lasts', () => {
    // A charge that decays within a hundredth of the pulse, on a current that goes on.
    const [both, slow] = integrate(x => sized(100 * Math.exp(-100 * x) + 1, 1 + x), 1, 1e-6)
    expect(Math.abs(both! - 2)).toBeLessThan(2e-6)
    expect(slow).toBeCloseTo(1.5, 12)
  })

  it('ends where integrals cancel', () => {
    const [sum] = integrate(x => sized(Math.sin(x)), 2 * Math.PI, 1e-6)
    // The integral is 0, the size of the integrand 2/pi over a length of 2 pi.
    expect(Math.abs(sum!)).toBeLessThan(4e-6)
  })

  it('does not resolve the rounding of terms that cancel, nor what is no number', () => {
    let calls = 0
    const noise = (x: number): Sized => {
      calls++
      return { values: [Math.sin(1e6 * x) * 1e-16], sizes: [2] }
    }
    expect(Math.abs(integrate(noise, 1, 1e-6)[0])).toBeLessThan(1e-15)
    expect(calls).toBe(5)
    calls = 0
    integrate(
      x => {
        calls++
        return sized(1e-30 * Math.sin(1e9 * x) ** 2)
      },
      1,
      1e-6,
    )
    expect(calls).toBeLessThan(2000)
    expect(integrate(() => sized(Number.NaN), 1, 1e-6)).toEqual([Number.NaN])
  })

  it('is worse by what it is allowed to be', () => {
    const error = (relative: number): number =>
      Math.abs(integrate(x => sized(Math.exp(3 * x)), 1, relative)[0] - (Math.exp(3) - 1) / 3)
    expect(error(1e-3)).toBeGreaterThan(error(1e-9))
    expect(error(1e-9)).toBeLessThan(1e-8)
  })
})
