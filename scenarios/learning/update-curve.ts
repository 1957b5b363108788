import { OptionError } from '../../arrays/errors.ts'
/** How the conductance of a cell answers pulses: exponential saturation in both directions. */
export interface UpdateCurve {
  /** Conductance range of the loop, S. */
  readonly low: number
  readonly high: number
  /** Pulses from low to high and back. */
  readonly pulses: number
  /** Pulses over which the step falls e-fold, over `pulses`; Infinity is linear. */
  readonly upScale: number
  readonly downScale: number
}

/** A curve, and how far it is from its loop, over its range. */
export interface FittedCurve {
  readonly curve: UpdateCurve
  readonly misfit: number
}

/** Conductance after a number of pulses (fractions allowed), from any value of the range. */
export interface CurveMoves {
  up(conductance: number, count: number): number
  down(conductance: number, count: number): number
}

/** Whole numbers of pulses up to this one are looked up. */
const TABLE = 256

/**
 * G(n) = low + (high - low)(1 - e^(-n/A))/(1 - e^(-N/A)) with A = upScale N, from any conductance on; downwards the same form
 * from above with an A of its own. It is the form in which non-linearity is usually stated (P.-Y. Chen, X. Peng, S. Yu,
 * IEEE Trans. CAD 37, 3067, 2018). Moves end at the ends of the range.
 */
export function curveMoves({ low, high, pulses, upScale, downScale }: UpdateCurve): CurveMoves {
  const rise = approach(low, high, pulses, upScale)
  const fall = approach(-high, -low, pulses, downScale)
  return {
    up: (conductance, count) => Math.min(high, rise(conductance, count)),
    down: (conductance, count) => Math.max(low, -fall(-conductance, count)),
  }
}

function approach(
  from: number,
  to: number,
  pulses: number,
  scale: number,
): (conductance: number, count: number) => number {
  const span = to - from
  if (!Number.isFinite(scale)) return (conductance, count) => conductance + (count / pulses) * span
  const end = from + span / -Math.expm1(-1 / scale)
  const left = (count: number): number => Math.exp(-count / (scale * pulses))
  const table = Float64Array.from({ length: TABLE }, (_, count) => left(count))
  return (conductance, count) =>
    end - (end - conductance) * (Number.isInteger(count) && count < TABLE ? table[count] : left(count))
}

/**
 * Fits the curve to a measured or simulated loop.
 * @param up conductances after 0, 1, ... N potentiating pulses
 * @param down after 0, 1, ... N depressing pulses
 */
export function fitUpdateCurve(up: readonly number[], down: readonly number[]): FittedCurve {
  const pulses = up.length - 1
  if (pulses < 2 || down.length !== up.length) {
    throw new OptionError(
      'fitUpdateCurve',
      `${up.length} and ${down.length} conductances`,
      'as many of each, at least 3',
    )
  }
  const low = Math.min(up[0], down.at(-1)!)
  const high = Math.max(up.at(-1)!, down[0])
  if (!(high > low)) throw new OptionError('fitUpdateCurve', `a loop from ${low} to ${high} S`, 'a rise')
  const rise = up.map(g => (g - up[0]) / (up.at(-1)! - up[0]))
  const fall = down.map(g => (down[0] - g) / (down[0] - down.at(-1)!))
  const curve = { low, high, pulses, upScale: fitScale(rise), downScale: fitScale(fall) }
  return { curve, misfit: misfitOf(curve, up, down) }
}

/** Root mean square of the curve less the loop over the range; a loop that does not close is off at its ends. */
function misfitOf(curve: UpdateCurve, up: readonly number[], down: readonly number[]): number {
  const moves = curveMoves(curve)
  const off = [
    ...up.map((g, n) => moves.up(curve.low, n) - g),
    ...down.map((g, n) => moves.down(curve.high, n) - g),
  ]
  const square = off.reduce((sum, one) => sum + one ** 2, 0) / off.length
  return Math.sqrt(square) / (curve.high - curve.low)
}

/** Golden-section search of the bend 1/scale, which may be negative where steps grow. */
function fitScale(share: readonly number[]): number {
  const last = share.length - 1
  const misfit = (bend: number): number => {
    const whole = Math.abs(bend) < 1e-9 ? 1 : -Math.expm1(-bend)
    const sum = share.reduce((total, s, n) => {
      const model = Math.abs(bend) < 1e-9 ? n / last : -Math.expm1((-bend * n) / last) / whole
      return total + (s - model) ** 2
    }, 0)
    return Math.sqrt(sum / share.length)
  }
  const ratio = (Math.sqrt(5) - 1) / 2
  let [a, b] = [-20, 20]
  while (b - a > 1e-7) {
    const [c, d] = [b - ratio * (b - a), a + ratio * (b - a)]
    if (misfit(c) < misfit(d)) b = d
    else a = c
  }
  const bend = (a + b) / 2
  return Math.abs(bend) < 1e-6 ? Number.POSITIVE_INFINITY : 1 / bend
}
