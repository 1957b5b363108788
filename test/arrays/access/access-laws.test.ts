import { describe, expect, it } from 'vitest'
import { accessLaws } from '../../../arrays/access/access-laws.ts'
import { sourceShift } from '../../../arrays/access/source-shift.ts'
import type { AccessSpec } from '../../../arrays/crossbar/array-spec.ts'

const SELECTOR: AccessSpec = { kind: 'selector', saturation: 1e-9, scale: 0.1 }
const TRANSISTOR: AccessSpec = {
  kind: 'transistor',
  gateVolts: 2.5,
  threshold: 0.5,
  transconductance: 1e-4,
  offCurrent: 1e-12,
}

function evaluate(
  access: AccessSpec,
  volts: readonly number[],
  gateOn = 1,
): { current: number[]; slope: number[] } {
  const laws = accessLaws(access, [1, volts.length], Uint8Array.of(gateOn))!
  const current = new Float64Array(volts.length)
  const slope = new Float64Array(volts.length)
  laws.evaluate(Float64Array.from(volts), current, slope)
  return { current: [...current], slope: [...slope] }
}

describe('accessLaws', () => {
  it('is nothing for none', () => {
    expect(accessLaws({ kind: 'none' }, [2, 2], new Uint8Array(2))).toBeUndefined()
  })

  it('gives a selector the current saturation sinh(v / scale), with sign', () => {
    const { current, slope } = evaluate(SELECTOR, [0, 0.1, -0.1])
    expect(current[0]).toBe(0)
    expect(slope[0]).toBeCloseTo(1e-8, 20)
    expect(current[1]).toBeCloseTo(1e-9 * 1.1752011936438014, 22)
    expect(current[2]).toBe(-current[1]!)
  })

  it('gives a transistor the square law: 2 V of overdrive carry 150 uA at 1 V and 200 uA from 2 V on', () => {
    const { current, slope } = evaluate(TRANSISTOR, [1, 2, 5, -1])
    expect(current[0]! * 1e6).toBeCloseTo(150, 5)
    expect(current[1]! * 1e6).toBeCloseTo(200, 5)
    expect(current[2]! * 1e6).toBeCloseTo(200, 5)
    expect(current[3]).toBe(-current[0]!)
    expect(slope[0]! * 1e6).toBeCloseTo(100, 5)
  })

  it('leaves an off transistor its leakage', () => {
    const { current } = evaluate(TRANSISTOR, [0, 1, -3], 0)
    expect(current.map(a => a * 1e12)).toEqual([0, expect.closeTo(1, 9), expect.closeTo(-1, 9)])
  })

  it.each([
    ['selector', SELECTOR, 1],
    ['transistor', TRANSISTOR, 1],
    ['off transistor', TRANSISTOR, 0],
  ] as const)('%s: rises everywhere, and its slope is the derivative', (_, access, gateOn) => {
    const volts = Array.from({ length: 101 }, (_value, k) => (k - 50) * 0.0499)
    const step = 1e-7
    const { current, slope } = evaluate(access, volts, gateOn)
    const above = evaluate(
      access,
      volts.map(v => v + step),
      gateOn,
    ).current
    const below = evaluate(
      access,
      volts.map(v => v - step),
      gateOn,
    ).current
    const scale = Math.max(...slope)
    volts.forEach((_v, k) => {
      expect(slope[k]).toBeGreaterThanOrEqual(0)
      if (k > 0) expect(current[k]).toBeGreaterThanOrEqual(current[k - 1]!)
      expect(Math.abs((above[k]! - below[k]!) / (2 * step) - slope[k]!)).toBeLessThan(1e-5 * scale)
    })
  })

  it('has one gate a word line', () => {
    const laws = accessLaws(TRANSISTOR, [2, 2], Uint8Array.of(0, 1))!
    const current = new Float64Array(4)
    laws.evaluate(new Float64Array(4).fill(1), current, new Float64Array(4))
    expect(Math.max(current[0]!, current[1]!)).toBeLessThan(2e-12)
    expect(Math.min(current[2]!, current[3]!)).toBeGreaterThan(1e-4)
  })
})

describe('sourceShift', () => {
  const solution = (source: number) => ({
    wordVoltages: Float64Array.of(1, 1, 1, 1),
    bitVoltages: Float64Array.of(0, 0, 0.001, source),
  })

  it('is quiet up to 1 % of the overdrive of 2 V and names the worst cell above', () => {
    expect(sourceShift(TRANSISTOR, [2, 2], Uint8Array.of(1, 1), solution(0.0199))).toBeUndefined()
    expect(sourceShift(TRANSISTOR, [2, 2], Uint8Array.of(1, 1), solution(0.0201))?.warning).toMatch(
      /word line 1, bit line 1 .* 0\.0201 V from 0 V, 1\.0 % of its overdrive/,
    )
  })

  it('looks at no transistor that is off, and at no selector', () => {
    expect(sourceShift(TRANSISTOR, [2, 2], Uint8Array.of(1, 0), solution(0.5))).toBeUndefined()
    expect(sourceShift(SELECTOR, [2, 2], Uint8Array.of(1, 1), solution(0.5))).toBeUndefined()
  })
})
