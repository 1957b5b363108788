import { createExtrapolation } from '../../kernels/extrapolate.ts'
import type { DeviceModel } from '../devices/model.ts'
import { SolverError } from '../errors.ts'
import { stateDistance } from './state-distance.ts'

const MOST_STEPS = 100_000
/** Results of 1 to so many equal steps are extrapolated. */
const MOST_PARTS = 12
/** Parts that the length of a step is chosen for. */
const AIM = 10
/** Errors so far above what is allowed do not come down in this step. */
const HOPELESS = 1e4

/** Cells and their network, as implicit Euler steps take them: network and states at the end of a step agree. */
export interface StiffCells {
  readonly model: Pick<DeviceModel, 'states'>
  /**
   * Goes through `seconds` in `parts` equal steps.
   * @param begin seconds into the segment at which they begin
   * @param to filled
   * @returns sums over the steps, such as energies; undefined where network and states are not brought to agree
   */
  go(
    from: readonly Float64Array[],
    begin: number,
    seconds: number,
    parts: number,
    to: readonly Float64Array[],
  ): Float64Array | undefined
  /** Error of the sums of a step, over what it may be. @param lower sums with one order less */
  judge(sums: Float64Array, lower: Float64Array, states: readonly Float64Array[]): number
  /** Called with every step that is taken, before its states are. */
  taken(sums: Float64Array, states: readonly Float64Array[], seconds: number): void
}

/**
 * Advances states and network together through `seconds`, however fast they follow each other: implicit Euler steps, extrapolated until
 * two orders agree (L-stable, up to sixth order).
 * @param states advanced in place
 * @param tolerance largest distance of the last two orders
 * @returns the number of steps, those included that were tried
 * @throws SolverError where the steps become too small
 */
export function advanceStiff(
  cells: StiffCells,
  seconds: number,
  states: readonly Float64Array[],
  tolerance: number,
): number {
  const next = states.map(x => x.slice())
  const lower = states.map(x => x.slice())
  let time = 0
  let step = seconds
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    step = Math.min(step, seconds - time)
    const tried = tryStep(cells, states, { begin: time, step }, tolerance, next, lower)
    if (tried.sums !== undefined) {
      cells.taken(tried.sums, next, step)
      for (let s = 0; s < states.length; s++) states[s].set(next[s])
      time += step
      if (time >= seconds * (1 - 1e-15)) return steps
    }
    step *= tried.growth
    if (time + step === time) {
      throw new SolverError(
        'not-converged',
        `time step below rounding at ${time} s of a segment of ${seconds} s; give drivers or cells some resistance`,
      )
    }
  }
  throw new SolverError('not-converged', `more than ${MOST_STEPS} time steps in a segment of ${seconds} s`)
}

interface Tried {
  /** Absent where the step was not good enough. */
  readonly sums?: Float64Array
  readonly growth: number
}

function tryStep(
  cells: StiffCells,
  states: readonly Float64Array[],
  { begin, step }: { readonly begin: number; readonly step: number },
  tolerance: number,
  next: readonly Float64Array[],
  lower: readonly Float64Array[],
): Tried {
  const schemes = states.map(x => createExtrapolation(x.length, MOST_PARTS))
  let ofSums: ReturnType<typeof createExtrapolation> | undefined
  let error = Number.POSITIVE_INFINITY
  let before = error
  for (let parts = 1; parts <= MOST_PARTS; parts++) {
    const found = cells.go(states, begin, step, parts, next)
    if (found === undefined) return { growth: 0.1 }
    ofSums ??= createExtrapolation(found.length, MOST_PARTS)
    const sums = ofSums.add(found)
    schemes.forEach((scheme, s) => {
      const [low, high] = cells.model.states[s].range
      const inside = (value: number): number => Math.min(high, Math.max(low, value))
      const values = scheme.add(next[s])
      for (let k = 0; k < values.length; k++) {
        next[s][k] = inside(values[k])
        lower[s][k] = inside(scheme.lower[k])
      }
    })
    if (parts === 1) continue
    error = stateDistance(cells, next, lower) / tolerance
    // Sums that are judged at the lower of two orders would not tell.
    if (error <= 1) error = Math.max(error, cells.judge(sums, ofSums.lower, next))
    if (error <= 1) return { sums, growth: growthFrom(error, before, parts) }
    if (!(error <= HOPELESS)) return { growth: Number.isNaN(error) ? 0.1 : Math.max(0.05, error ** -0.5) }
    before = error
  }
  return { growth: Math.min(0.7, Math.max(0.1, 0.8 * error ** (-1 / MOST_PARTS))) }
}

/** How much longer the next step may be, so that it is good with the parts that are aimed at. */
function growthFrom(error: number, before: number, parts: number): number {
  const gain = Math.min(1, Math.max(1e-3, Number.isFinite(before) ? error / before : 0.1))
  const there = Math.max(1e-12, error * gain ** Math.max(0, AIM - parts))
  return Math.min(10, Math.max(0.5, 0.85 * there ** (-1 / Math.max(AIM, parts))))
}
