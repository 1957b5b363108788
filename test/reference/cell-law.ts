import type { CellLaws } from '../../arrays/network/problem.ts'
import {
  add,
  divide,
  expMinusOne,
  hyperbolic,
  multiply,
  narrow,
  ONE,
  subtract,
  type Wide,
  wide,
  ZERO,
} from './wide.ts'

/** A monotone current law as data, so that the reference solver, the network solver and ngspice all read the same cell. */
export type CellLaw =
  /** I = siemens v + amperes; 0 S is an open cell. */
  | { readonly kind: 'linear'; readonly siemens: number; readonly amperes?: number }
  /** I = siemens sinh(beta v) / beta. */
  | { readonly kind: 'sinh'; readonly siemens: number; readonly beta: number }
  /** I = saturation (exp(v / thermal) - 1) + leak v. */
  | { readonly kind: 'diode'; readonly saturation: number; readonly thermal: number; readonly leak: number }
  /** Straight lines between the points, the end lines drawn on beyond them; volts rise, amperes do not fall. */
  | { readonly kind: 'table'; readonly volts: readonly number[]; readonly amperes: readonly number[] }
  /** A transistor by its drop alone: I = gain (overdrive - |v|/2) v up to the overdrive, constant beyond, plus leak v. */
  | { readonly kind: 'transistor'; readonly gain: number; readonly overdrive: number; readonly leak: number }
  /** The same channel, with a leakage that saturates: off (1 - exp(-|v| / 25.852 mV)) with the sign of v; 0 V or less of overdrive is an off gate. */
  | {
      readonly kind: 'leaky transistor'
      readonly gain: number
      readonly overdrive: number
      readonly off: number
    }

/** kT/q at 300 K, V. */
export const THERMAL = 0.025852

export interface WideCurrent {
  readonly current: Wide
  readonly slope: Wide
}

/** Current and slope of a law in twice the precision of float64. */
export function wideCurrent(law: CellLaw, volts: Wide): WideCurrent {
  switch (law.kind) {
    case 'linear':
      return line(wide(law.siemens), volts, wide(law.amperes ?? 0))
    case 'sinh': {
      const { sinh, cosh } = hyperbolic(multiply(wide(law.beta), volts))
      const siemens = wide(law.siemens)
      return {
        current: divide(multiply(siemens, sinh), wide(law.beta)),
        slope: multiply(siemens, cosh),
      }
    }
    case 'diode': {
      const growth = expMinusOne(divide(volts, wide(law.thermal)))
      const saturation = wide(law.saturation)
      return {
        current: add(multiply(saturation, growth), multiply(wide(law.leak), volts)),
        slope: add(divide(multiply(saturation, add(growth, ONE)), wide(law.thermal)), wide(law.leak)),
      }
    }
    case 'table': {
      const inner = law.volts.slice(1, -1).filter(point => narrow(subtract(volts, wide(point))) >= 0).length
      const [v0, v1] = [wide(law.volts[inner]), wide(law.volts[inner + 1])]
      const [i0, i1] = [wide(law.amperes[inner]), wide(law.amperes[inner + 1])]
      return line(divide(subtract(i1, i0), subtract(v1, v0)), subtract(volts, v0), i0)
    }
    case 'transistor': {
      const { current, slope } = wideChannel(law, volts)
      const leak = wide(law.leak)
      return { current: add(current, multiply(leak, volts)), slope: add(slope, leak) }
    }
    case 'leaky transistor': {
      const { current, slope } = wideChannel(law, volts)
      const sign = narrow(volts) < 0 ? -1 : 1
      const decay = expMinusOne(divide(multiply(wide(-sign), volts), wide(THERMAL)))
      return {
        current: subtract(current, multiply(wide(sign * law.off), decay)),
        slope: add(slope, divide(multiply(wide(law.off), add(decay, ONE)), wide(THERMAL))),
      }
    }
    default:
      return law satisfies never
  }
}

/** The channel of a transistor by its drop: a parabola up to the overdrive, flat beyond; off below 0 V of overdrive. */
function wideChannel(law: { readonly gain: number; readonly overdrive: number }, volts: Wide): WideCurrent {
  const sign = narrow(volts) < 0 ? -1 : 1
  const drop = multiply(wide(sign), volts)
  const overdrive = wide(Math.max(0, law.overdrive))
  const saturated = narrow(subtract(drop, overdrive)) >= 0
  const reach = saturated ? overdrive : drop
  const half = subtract(overdrive, multiply(wide(0.5), reach))
  return {
    current: multiply(wide(law.gain * sign), multiply(reach, half)),
    slope: saturated ? ZERO : multiply(wide(law.gain), subtract(overdrive, drop)),
  }
}

/** The same laws as the network solver takes them, in float64. */
export function cellLaws(laws: readonly CellLaw[]): CellLaws {
  const at = (index: number, volts: number): { current: number; slope: number } => {
    const { current, slope } = floatCurrent(laws[index], volts)
    return { current, slope }
  }
  return {
    linear: laws.every(law => law.kind === 'linear'),
    sourceAmps: Math.max(...laws.map(law => (law.kind === 'linear' ? Math.abs(law.amperes ?? 0) : 0))),
    evaluate(volts, current, slope) {
      laws.forEach((_, k) => {
        const cell = at(k, volts[k])
        current[k] = cell.current
        slope[k] = cell.slope
      })
    },
  }
}

function line(slope: Wide, volts: Wide, offset: Wide): WideCurrent {
  return { current: add(multiply(slope, volts), offset), slope }
}

function floatCurrent(law: CellLaw, v: number): { current: number; slope: number } {
  switch (law.kind) {
    case 'linear':
      return { current: law.siemens * v + (law.amperes ?? 0), slope: law.siemens }
    case 'sinh':
      return {
        current: (law.siemens * Math.sinh(law.beta * v)) / law.beta,
        slope: law.siemens * Math.cosh(law.beta * v),
      }
    case 'diode': {
      const { saturation, thermal, leak } = law
      return {
        current: saturation * Math.expm1(v / thermal) + leak * v,
        slope: (saturation / thermal) * Math.exp(v / thermal) + leak,
      }
    }
    case 'table': {
      let k = 0
      while (k < law.volts.length - 2 && v >= law.volts[k + 1]) k++
      const slope = (law.amperes[k + 1] - law.amperes[k]) / (law.volts[k + 1] - law.volts[k])
      // From the nearer point, or a small current would be the difference of two large ones.
      const near = 2 * v < law.volts[k] + law.volts[k + 1] ? k : k + 1
      return { current: law.amperes[near] + slope * (v - law.volts[near]), slope }
    }
    case 'transistor': {
      const { current, slope } = floatChannel(law, v)
      return { current: current + law.leak * v, slope: slope + law.leak }
    }
    case 'leaky transistor': {
      const { current, slope } = floatChannel(law, v)
      const size = Math.abs(v) / THERMAL
      return {
        current: current - Math.sign(v) * law.off * Math.expm1(-size),
        slope: slope + (law.off / THERMAL) * Math.exp(-size),
      }
    }
    default:
      return law satisfies never
  }
}

function floatChannel(
  law: { readonly gain: number; readonly overdrive: number },
  v: number,
): { current: number; slope: number } {
  const open = Math.max(0, law.overdrive)
  const drop = Math.min(Math.abs(v), open)
  return { current: Math.sign(v) * law.gain * drop * (open - drop / 2), slope: law.gain * (open - drop) }
}
