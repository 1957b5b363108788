import { levenbergMarquardt } from 'ml-levenberg-marquardt'
import { OptionError } from '../../arrays/errors.ts'
import type { Decay } from './retention.ts'

/** Iterations of a round, and how many rounds at most. */
const ROUND = 5
const MOST_ROUNDS = 10
/** Parameters that move by less in a round, of values from 0 to 1 or of themselves, are found. */
const STILL = 1e-9

/** amps = plateau + amplitude exp(-seconds / tau). */
export interface Relaxation {
  /** A */
  readonly plateau: number
  /** A */
  readonly amplitude: number
  /** s */
  readonly tau: number
  /** Root mean square of what the fit leaves, A. */
  readonly residual: number
}

/**
 * Fits one exponential with a free plateau to a decay by least squares: the "one-phase exponential decay" of the
 * papers. Times and currents are scaled to 0..1 first, so currents of picoamperes fit as well as milliamperes.
 * @throws RangeError for fewer than four points or a decay without any change
 */
export function fitRelaxation(decay: Decay): Relaxation {
  const { seconds, amps } = decay
  const low = amps.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = amps.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const start = seconds[0]
  const span = seconds.at(-1)! - start
  if (!(seconds.length >= 4 && span > 0 && high > low)) {
    throw new OptionError(
      'fitRelaxation',
      `${seconds.length} points over ${span} s from ${low} to ${high} A`,
      'four or more that change',
    )
  }
  const x = seconds.map(time => (time - start) / span)
  const y = amps.map(current => (current - low) / (high - low))
  const first = y[0]
  const last = y.at(-1)!
  // The start is the decay by its ends and the time at which it has fallen to 1/e of the way between them.
  const { values, error } = fitScaled(x, y, [last, first - last, 1 / timeOfFall(x, y)])
  const [plateau, amplitude, rate] = values
  const tau = span / rate
  return {
    plateau: low + (high - low) * plateau,
    amplitude: (high - low) * amplitude * Math.exp(start / tau),
    tau,
    residual: (high - low) * Math.sqrt(error / x.length),
  }
}

type Parameters = readonly [plateau: number, amplitude: number, rate: number]

/** Least squares from a start, in short rounds until a round no longer moves the parameters. */
function fitScaled(
  x: Float64Array,
  y: Float64Array,
  start: Parameters,
): { values: Parameters; error: number } {
  let values = start
  let error = Number.POSITIVE_INFINITY
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { parameterValues, parameterError } = levenbergMarquardt(
      { x, y },
      ([plateau, amplitude, rate]) =>
        time =>
          plateau! + amplitude! * Math.exp(-rate! * time),
      {
        initialValues: [...values],
        minValues: [-10, -10, 1e-3],
        maxValues: [10, 10, 1e4],
        jacobianFunction:
          ([, amplitude, rate]) =>
          time => {
            const fall = Math.exp(-rate! * time)
            return [1, fall, -time * amplitude! * fall]
          },
        damping: 1e-3,
        errorTolerance: 1e-24,
        maxIterations: ROUND,
      },
    )
    const next = parameterValues as unknown as Parameters
    const moved = Math.max(
      ...next.map((value, k) => Math.abs(value - values[k]) / Math.max(1, Math.abs(value))),
    )
    values = next
    error = parameterError
    if (moved <= STILL) break
  }
  return { values, error }
}

/** First x at which y has covered 1 - 1/e of the way from its first to its last value. */
function timeOfFall(x: Float64Array, y: Float64Array): number {
  const level = y.at(-1)! + (y[0] - y.at(-1)!) / Math.E
  const falling = y[0] > y.at(-1)!
  const index = y.findIndex(value => (falling ? value <= level : value >= level))
  return Math.max(x[Math.max(index, 1)], 1e-3)
}
