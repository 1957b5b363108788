import { type CellLaw, THERMAL, type WideCurrent, wideCurrent } from './cell-law.ts'
import {
  add,
  divide,
  expMinusOne,
  hyperbolic,
  multiply,
  narrow,
  negate,
  ONE,
  subtract,
  type Wide,
  wide,
  ZERO,
} from './wide.ts'

/** Law in series with a device, as data for the reference alone; written anew from the formulas that the documentation gives. */
export type AccessLaw =
  | CellLaw
  /**
   * A transistor whose source is the lower of its terminals a and b: I = gain/2 (o(ub)^2 - o(ua)^2) with o(u) = max(0, gate - u),
   * the gate less the threshold against ground, plus off (1 - exp(-|d| / 25.852 mV)) with the sign of the drop d.
   */
  | {
      readonly kind: 'gated transistor'
      readonly gain: number
      readonly gate: number
      readonly off: number
    }
  /** Forward saturation sinh(v / scale), backwards leakage tanh(saturation v / (scale leakage)); v = forward (ua - ub). */
  | {
      readonly kind: 'one-sided selector'
      readonly saturation: number
      readonly scale: number
      readonly leakage: number
      readonly forward: 1 | -1
    }
  /** I = saturation (exp(v / scale) - 1); v = forward (ua - ub). */
  | {
      readonly kind: 'junction'
      readonly saturation: number
      readonly scale: number
      readonly forward: 1 | -1
    }

/** A current from a to b and how it answers to each end: dI/dua and -dI/dub, both at least 0. */
export interface WideAccess {
  readonly current: Wide
  readonly fromSlope: Wide
  readonly toSlope: Wide
}

/** Whether a law asks where its terminals stand against ground. */
export function isGated(law: AccessLaw): boolean {
  return law.kind === 'gated transistor'
}

/**
 * Current and slopes of an element in twice the precision of float64.
 * @param from volts of its end at the word line's side against ground
 * @param to of its end at the bit line's side
 */
export function wideAccess(law: AccessLaw, from: Wide, to: Wide): WideAccess {
  const drop = subtract(from, to)
  switch (law.kind) {
    case 'gated transistor': {
      const [a, b] = [overdrive(law.gate, from), overdrive(law.gate, to)]
      const gain = wide(law.gain)
      const channel = multiply(multiply(gain, wide(0.5)), multiply(subtract(b, a), add(b, a)))
      const sign = narrow(drop) < 0 ? -1 : 1
      const decay = expMinusOne(divide(multiply(wide(-sign), drop), wide(THERMAL)))
      const leak = divide(multiply(wide(law.off), add(decay, ONE)), wide(THERMAL))
      return {
        current: subtract(channel, multiply(wide(sign * law.off), decay)),
        fromSlope: add(multiply(gain, a), leak),
        toSlope: add(multiply(gain, b), leak),
      }
    }
    case 'one-sided selector':
      return oriented(law.forward, drop, volts => oneSided(law, volts))
    case 'junction':
      return oriented(law.forward, drop, volts => {
        const growth = expMinusOne(divide(volts, wide(law.scale)))
        const saturation = wide(law.saturation)
        return {
          current: multiply(saturation, growth),
          slope: divide(multiply(saturation, add(growth, ONE)), wide(law.scale)),
        }
      })
    default:
      return oriented(1, drop, volts => wideCurrent(law, volts))
  }
}

function overdrive(gate: number, volts: Wide): Wide {
  const open = subtract(wide(gate), volts)
  return narrow(open) > 0 ? open : ZERO
}

function oriented(forward: 1 | -1, drop: Wide, law: (volts: Wide) => WideCurrent): WideAccess {
  const { current, slope } = law(forward === 1 ? drop : negate(drop))
  return { current: forward === 1 ? current : negate(current), fromSlope: slope, toSlope: slope }
}

function oneSided(
  { saturation, scale, leakage }: Extract<AccessLaw, { kind: 'one-sided selector' }>,
  volts: Wide,
): WideCurrent {
  const rest = divide(wide(saturation), wide(scale))
  if (narrow(volts) >= 0) {
    const { sinh, cosh } = hyperbolic(divide(volts, wide(scale)))
    return { current: multiply(wide(saturation), sinh), slope: multiply(rest, cosh) }
  }
  // tanh(x) = m / (m + 2) with m = exp(2x) - 1, and its slope is 4 (m + 1) / (m + 2)^2.
  const m = expMinusOne(divide(multiply(multiply(wide(2), rest), volts), wide(leakage)))
  const below = add(m, wide(2))
  return {
    current: multiply(wide(leakage), divide(m, below)),
    slope: multiply(rest, divide(multiply(wide(4), add(m, ONE)), multiply(below, below))),
  }
}
