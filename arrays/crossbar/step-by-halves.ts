import { SolverError } from '../errors.ts'
import { stateDistance } from './state-distance.ts'
import type { Ends, MovingCells, TakenStep } from './step-together.ts'

/** Error of a step in any state, relative to it. */
const TOLERANCE = 2e-5
/** Of the tolerance: the network and the states agree with each other to this. */
const SETTLED = 0.05
const MOST_CORRECTIONS = 6
const MOST_STEPS = 1_000_000
/** Steps in which a drive moves by as much as it is large: no threshold on the way is stepped over. */
const STEPS_OF_A_DRIVE = 16

interface Step<Point> extends TakenStep<Point> {
  /** At its end. */
  readonly next: readonly Float64Array[]
}

/** How a drive moves: largest change of a source, over its own largest magnitude. */
export interface DriveTravel {
  readonly travel: number
}

/**
 * Advances states and network together through `seconds` of a drive that moves in a straight line. A step is implicit and of second order;
 * it is taken as a whole and in two halves, the halves are kept, with what their difference says of their error taken off, and that
 * difference controls the length.
 * @param states advanced in place
 * @param tolerance error of a step in any state, relative to it
 * @returns the number of steps
 * @throws SolverError where a network has no answer or the steps become too small
 */
export function stepByHalves<Point>(
  cells: MovingCells<Point>,
  { travel }: DriveTravel,
  seconds: number,
  states: readonly Float64Array[],
  tolerance: number = TOLERANCE,
): number {
  const longest = seconds / Math.max(1, STEPS_OF_A_DRIVE * travel)
  let time = 0
  let length = longest
  let here = cells.point(states, undefined, 0)
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    length = Math.min(length, longest, seconds - time)
    const whole = takeStep(cells, { from: here, states, time, seconds: length, tolerance })
    const first = whole && takeStep(cells, { from: here, states, time, seconds: length / 2, tolerance })
    const second =
      first &&
      takeStep(cells, {
        from: first.to,
        states: first.next,
        time: time + length / 2,
        seconds: length / 2,
        tolerance,
      })
    const error =
      whole === undefined || second === undefined
        ? Number.POSITIVE_INFINITY
        : stateDistance(cells, second.next, whole.next) / 3 / tolerance
    const growth = 0.9 / Math.cbrt(Math.max(error, 1e-6))
    if (whole === undefined || first === undefined || second === undefined || !(error <= 1)) {
      length *= Math.min(0.5, Math.max(0.1, growth))
      if (time + length === time) throw stepTooShort(time, seconds)
      continue
    }
    cells.taken?.(first)
    cells.taken?.(second)
    extrapolate(cells, states, whole.next, second.next)
    time += length
    if (time >= seconds * (1 - 1e-15)) return steps
    here = second.to
    length *= Math.min(4, growth)
  }
  throw new SolverError('not-converged', `more than ${MOST_STEPS} time steps in a segment of ${seconds} s`)
}

interface StepStart<Point> {
  readonly from: Point
  readonly states: readonly Float64Array[]
  /** Seconds since the start of the drive. */
  readonly time: number
  readonly seconds: number
  readonly tolerance: number
}

/** @returns undefined where the network and the states do not settle with each other */
function takeStep<Point>(
  cells: MovingCells<Point>,
  { from, states, time, seconds, tolerance }: StepStart<Point>,
): Step<Point> | undefined {
  const start = cells.control(from)
  let to = cells.point(states, from, time + seconds)
  let control: Ends = { from: start, to: cells.control(to) }
  let guess = states.map(x => x.slice())
  let next = states.map(x => x.slice())
  cells.relax(control, seconds, states, guess)
  for (let c = 0; c < MOST_CORRECTIONS; c++) {
    to = cells.point(guess, to, time + seconds)
    control = { from: start, to: cells.control(to) }
    cells.relax(control, seconds, states, next)
    const correction = stateDistance(cells, next, guess)
    ;[guess, next] = [next, guess]
    if (correction <= SETTLED * tolerance) return { from, to, seconds, states, control, next: guess }
  }
  return undefined
}

/** The halves of a step of second order are wrong by a third of what the whole differs from them. */
function extrapolate<Point>(
  { model }: MovingCells<Point>,
  states: readonly Float64Array[],
  whole: readonly Float64Array[],
  halves: readonly Float64Array[],
): void {
  model.states.forEach(({ range: [low, high] }, s) => {
    const [x, w, h] = [states[s], whole[s], halves[s]]
    for (let k = 0; k < x.length; k++) x[k] = Math.min(high, Math.max(low, h[k] + (h[k] - w[k]) / 3))
  })
}

function stepTooShort(time: number, seconds: number): SolverError {
  return new SolverError(
    'not-converged',
    `time step below rounding at ${time} s of a segment of ${seconds} s; try a smoother program or fewer parallel shorts`,
  )
}

/** Largest change of a source between two drives, over its own largest magnitude: 0 to 2. */
export function travelOf(pairs: Iterable<readonly [Float64Array, Float64Array]>): number {
  let most = 0
  for (const [from, to] of pairs) {
    for (let k = 0; k < from.length; k++) {
      const change = Math.abs(to[k] - from[k])
      if (change > 0) most = Math.max(most, change / Math.max(Math.abs(from[k]), Math.abs(to[k])))
    }
  }
  return most
}
