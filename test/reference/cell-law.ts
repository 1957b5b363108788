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
      const [v0, v1] = [wide(law.volts[inner]!), wide(law.volts[inner + 1]!)]
      const [i0, i1] = [wide(law.amperes[inner]!), wide(law.amperes[inner + 1]!)]
      return line(divide(subtract(i1, i0), subtract(v1, v0)), subtract(volts, v0), i0)
    }
    case 'transistor': {
      const sign = narrow(volts) < 0 ? -1 : 1
      const drop = multiply(wide(sign), volts)
      const overdrive = wide(law.overdrive)
      const saturated = narrow(subtract(drop, overdrive)) >= 0
      const reach = saturated ? overdrive : drop
      const channel = multiply(
        wide(law.gain * sign),
        multiply(reach, subtract(overdrive, multiply(wide(0.5), reach))),
      )
      const slope = saturated ? ZERO : multiply(wide(law.gain), subtract(overdrive, drop))
      const leak = wide(law.leak)
      return { current: add(channel, multiply(leak, volts)), slope: add(slope, leak) }
    }
    default:
      return law satisfies never
  }
}

/** The same laws as the network solver takes them, in float64. */
export function cellLaws(laws: readonly CellLaw[]): CellLaws {
  const at = (index: number, volts: number): { current: number; slope: number } => {
    const { current, slope } = floatCurrent(laws[index]!, volts)
    return { current, slope }
  }
  return {
    linear: laws.every(law => law.kind === 'linear'),
    sourceAmps: Math.max(...laws.map(law => (law.kind === 'linear' ? Math.abs(law.amperes ?? 0) : 0))),
    evaluate(volts, current, slope) {
      laws.forEach((_, k) => {
        const cell = at(k, volts[k]!)
        current[k] = cell.current
        slope[k] = cell.slope
      })
    },
    evaluateOne: at,
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
      while (k < law.volts.length - 2 && v >= law.volts[k + 1]!) k++
      const slope = (law.amperes[k + 1]! - law.amperes[k]!) / (law.volts[k + 1]! - law.volts[k]!)
      // From the nearer point, or a small current would be the difference of two large ones.
      const near = 2 * v < law.volts[k]! + law.volts[k + 1]! ? k : k + 1
      return { current: law.amperes[near]! + slope * (v - law.volts[near]!), slope }
    }
    case 'transistor': {
      const drop = Math.min(Math.abs(v), law.overdrive)
      const channel = Math.sign(v) * law.gain * drop * (law.overdrive - drop / 2)
      return { current: channel + law.leak * v, slope: law.gain * (law.overdrive - drop) + law.leak }
    }
    default:
      return law satisfies never
  }
}
