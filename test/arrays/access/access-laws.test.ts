import { describe, expect, it } from 'vitest'
import { accessLaws } from '../../../arrays/access/access-laws.ts'
import { type AccessOption, accessSpec } from '../../../arrays/access/access-option.ts'
import type { GroundedLaws } from '../../../arrays/network/problem.ts'

const SELECTOR: AccessOption = { kind: 'selector', saturation: 1e-9, scale: 0.1 }
const ONE_SIDED: AccessOption = { kind: 'oneSidedSelector', saturation: 1e-9, scale: 0.1, leakage: 1e-11 }
const DIODE: AccessOption = { kind: 'diode', saturation: 1e-12, ideality: 1.5, temperature: 350 }
const BREAKING: AccessOption = { ...DIODE, breakdown: 1.5, breakdownCurrent: 1e-6 }
const TRANSISTOR: AccessOption = {
  kind: 'transistor',
  gateVolts: 2.5,
  threshold: 0.5,
  transconductance: 1e-4,
  offCurrent: 1e-12,
}

function lawsOf(access: AccessOption, size: readonly [number, number], gateOn = [1]) {
  return accessLaws(accessSpec(access, size), size, Uint8Array.from(gateOn))!
}

/** @param line volts of the line that a transistor stands at */
function evaluate(
  access: AccessOption,
  volts: readonly number[],
  { gateOn = 1, line = 0 } = {},
): { current: number[]; slope: number[]; lineSlope: number[] } {
  const laws = lawsOf(access, [1, volts.length], [gateOn])
  const current = new Float64Array(volts.length)
  const slope = new Float64Array(volts.length)
  const lineSlope = new Float64Array(volts.length)
  if ('hold' in laws) laws.hold(new Float64Array(volts.length).fill(line))
  laws.evaluate(Float64Array.from(volts), current, slope)
  if ('hold' in laws) laws.lineSlopes(Float64Array.from(volts), lineSlope)
  return { current: [...current], slope: [...slope], lineSlope: [...lineSlope] }
}

describe('accessLaws', () => {
  it('is nothing for none', () => {
    expect(accessLaws({ kind: 'none' }, [2, 2], new Uint8Array(2))).toBeUndefined()
  })

  it('gives each cell its own resistor; 0 ohm is a short', () => {
    const { current, slope } = evaluate({ kind: 'resistor', ohms: [[100, 200, 0]] }, [1, 1, 0])
    expect(current).toEqual([0.01, 0.005, 0])
    expect(slope).toEqual([0.01, 0.005, Number.POSITIVE_INFINITY])
  })

  it('gives a selector the current saturation sinh(v / scale), with sign', () => {
    const { current, slope } = evaluate(SELECTOR, [0, 0.1, -0.1])
    expect(current[0]).toBe(0)
    expect(slope[0]).toBeCloseTo(1e-8, 20)
    expect(current[1]).toBeCloseTo(1e-9 * 1.1752011936438014, 22)
    expect(current[2]).toBe(-current[1])
  })

  it('lets a one-sided selector conduct towards one line and saturate towards the other', () => {
    const { current } = evaluate(ONE_SIDED, [0.1, -0.001, -5])
    expect(current[0]).toBeCloseTo(1e-9 * 1.1752011936438014, 22)
    expect(current[1]).toBeCloseTo(-1e-11 * Math.tanh(1), 22)
    expect(current[2]).toBe(-1e-11)
    expect(evaluate({ ...ONE_SIDED, towards: 'word' }, [-0.1, 5]).current).toEqual([-current[0], 1e-11])
  })

  it('gives a diode the exponential of Shockley at its temperature', () => {
    // 350 K: kT/q = 30.16 mV, times 1.5 = 45.24 mV.
    const scale = 1.5 * 350 * 8.617333262145179e-5
    const { current } = evaluate(DIODE, [0, 0.5, -2])
    expect(current[0]).toBe(0)
    expect(current[1] / (1e-12 * (Math.exp(0.5 / scale) - 1))).toBeCloseTo(1, 12)
    expect(current[2]).toBeCloseTo(-1e-12, 24)
    expect(evaluate({ ...DIODE, towards: 'word' }, [-0.5]).current[0]).toBe(-current[1])
  })

  it('lets a diode break down: the current of the breakdown at its volts, an e-fold every kT/q beyond', () => {
    const { current } = evaluate(BREAKING, [0, 0.5, -1.5, -1.5 - 350 * 8.617333262145179e-5])
    expect(current[0]).toBe(0)
    expect(current[1]).toBeCloseTo(evaluate(DIODE, [0.5]).current[0], 16)
    expect(current[2] / -1e-6).toBeCloseTo(1, 5)
    expect(current[3] / -1e-6).toBeCloseTo(Math.E, 5)
  })

  it('gives a transistor the square law: 2 V of overdrive carry 150 uA at 1 V and 200 uA from 2 V on', () => {
    // The line is the source where the drop runs from the device to it.
    const { current, slope } = evaluate({ ...TRANSISTOR, side: 'bit' }, [1, 2, 5])
    expect(current[0] * 1e6).toBeCloseTo(150, 5)
    expect(current[1] * 1e6).toBeCloseTo(200, 5)
    expect(current[2] * 1e6).toBeCloseTo(200, 5)
    expect(slope[0] * 1e6).toBeCloseTo(100, 5)
  })

  it('takes the lower terminal for the source, on either side', () => {
    // Word line at 1.5 V, device at 0.5 V: 1.5 V of overdrive; the other way round 0.5 V, which saturate below 1 V.
    const [up, down] = evaluate(TRANSISTOR, [1, -1], { line: 1.5 }).current
    expect(up! * 1e6).toBeCloseTo(100 * (1.5 - 0.5), 5)
    expect(down! * 1e6).toBeCloseTo(-100 * 0.125, 5)
    const [out, into] = evaluate({ ...TRANSISTOR, side: 'bit' }, [1, -1], { line: 1.5 }).current
    expect(out).toBe(-down!)
    expect(into).toBe(-up!)
  })

  it('leaves an off transistor its leakage', () => {
    const { current } = evaluate(TRANSISTOR, [0, 1, -3], { gateOn: 0, line: 1 })
    expect(current.map(a => a * 1e12)).toEqual([0, expect.closeTo(1, 9), expect.closeTo(-1, 9)])
  })

  it('turns a transistor on without gate volts where its source is far below ground', () => {
    const { current } = evaluate(TRANSISTOR, [2], { gateOn: 0, line: 0.5 })
    // Source at -1.5 V: 1 V of overdrive.
    expect(current[0] * 1e6).toBeCloseTo(50, 5)
  })

  it.each([
    ['selector', SELECTOR, 1],
    ['one-sided selector', ONE_SIDED, 1],
    ['one-sided selector towards the word line', { ...ONE_SIDED, towards: 'word' }, 1],
    ['diode', DIODE, 1],
    ['diode with breakdown', BREAKING, 1],
    ['transistor', TRANSISTOR, 1],
    ['transistor at the bit line', { ...TRANSISTOR, side: 'bit' }, 1],
    ['off transistor', TRANSISTOR, 0],
  ] as const)('%s: rises everywhere without a jump, and its slope is the derivative', (_, access, gateOn) => {
    for (const line of [0, 0.7, -0.7]) {
      const volts = Array.from({ length: 101 }, (_value, k) => (k - 50) * 0.0499)
      const step = 1e-7
      const own = evaluate(access, volts, { gateOn, line })
      const shifted = (by: number): number[] =>
        evaluate(
          access,
          volts.map(v => v + by),
          { gateOn, line },
        ).current
      const [above, below] = [shifted(step), shifted(-step)]
      const scale = Math.max(...own.slope)
      volts.forEach((_v, k) => {
        expect(own.slope[k]).toBeGreaterThanOrEqual(0)
        if (k > 0) expect(own.current[k]).toBeGreaterThanOrEqual(own.current[k - 1])
        const tolerance = 1e-5 * Math.max(own.slope[k], 1e-4 * scale)
        expect(Math.abs((above[k] - below[k]) / (2 * step) - own.slope[k])).toBeLessThan(tolerance)
      })
    }
  })

  it.each(['word', 'bit'] as const)('side %s: the slope against the line is the derivative', side => {
    const access = { ...TRANSISTOR, side }
    const drops = [-3, -1, -0.1, 0.1, 1, 3]
    const step = 1e-6
    // The terminal at the device stays where it is.
    const away = side === 'word' ? step : -step
    for (const line of [-0.5, 0, 1.3, 2.2]) {
      const [above, below] = [step, -step].map(
        by =>
          evaluate(
            access,
            drops.map(v => v + (by / step) * away),
            { line: line + by },
          ).current,
      )
      evaluate(access, drops, { line }).lineSlope.forEach((slope, k) => {
        const sign = side === 'word' ? 1 : -1
        expect((sign * (above![k] - below![k])) / (2 * step)).toBeCloseTo(slope, 9)
      })
    }
  })

  it('has one gate a word line, or a cell', () => {
    const currents = (access: AccessOption, gateOn: number[]): number[] => {
      const laws = lawsOf(access, [2, 2], gateOn) as GroundedLaws
      const current = new Float64Array(4)
      laws.evaluate(new Float64Array(4).fill(-1), current, new Float64Array(4))
      return Array.from(current, a => Math.round(-a * 1e6))
    }
    expect(currents(TRANSISTOR, [0, 1])).toEqual([0, 0, 150, 150])
    expect(currents({ ...TRANSISTOR, gateVolts: [2.5, 3.5] }, [1, 1])).toEqual([150, 150, 250, 250])
    const each = {
      ...TRANSISTOR,
      gateVolts: [
        [2.5, 3.5],
        [4.5, 0],
      ],
    }
    expect(currents(each, [1, 1])).toEqual([150, 250, 350, 0])
  })
})
