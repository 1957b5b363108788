import type { DeviceModel } from '../devices/model.ts'
import { SolverError } from '../errors.ts'
import { controlBend } from './control-bend.ts'
import { stateDistance } from './state-distance.ts'

/** Of the first-order step, which the correction measures; the step taken is of second order and keeps to 1e-4 of the range of a state (test/referee). */
const TOLERANCE = 5e-4
/** The same where states move by any rate, which may turn small differences into large ones. */
const RATE_TOLERANCE = 1e-4
const MOST_CORRECTIONS = 6
const MOST_STEPS = 100_000

/** Cells whose voltages move with their states: one array, or many in step with each other. */
export interface MovingCells<Point> {
  readonly model: Pick<DeviceModel, 'states'>
  /** The network at fixed states, `seconds` into the segment. @param start a point to start from, except at the first */
  point(states: readonly Float64Array[], start: Point | undefined, seconds: number): Point
  /** Control of the states at a point: the voltage of each device, or its gate voltage or gate current. */
  control(point: Point): Float64Array
  /** States after `seconds` in which the control moves by little, or in a straight line where the drive moves. */
  relax(control: Ends, seconds: number, from: readonly Float64Array[], to: readonly Float64Array[]): void
  /** Called with every step that is taken. */
  taken?(step: TakenStep<Point>): void
}

export interface TakenStep<Point> {
  readonly from: Point
  readonly to: Point
  readonly seconds: number
  /** At its start. */
  readonly states: readonly Float64Array[]
  readonly control: Ends
}

/** The control of every cell at the two ends of a step. */
export interface Ends {
  readonly from: Float64Array
  readonly to: Float64Array
}

/** Halfway between the ends. */
export function meanOf({ from, to }: Ends): Float64Array {
  return from === to ? from : from.map((value, k) => (value + to[k]) / 2)
}

/** Steps as they are tried; distances are those of the states from what was guessed, over the tolerance. */
export interface TriedSteps {
  /** Predicts a step, `time` seconds into the segment, and corrects it once. @returns the distance of the two */
  predict(seconds: number, time: number): number
  /** Corrects it again. @returns the distance from the one before */
  correct(): number
  /** How far the controls are from straight lines within the step, over what they may be. */
  bend(): number
  take(): void
}

/** How many times as long the next step may be. @param first distance of a step from its prediction, over the tolerance */
export function growthAfter(first: number): number {
  return Math.min(5, 0.9 / Math.sqrt(Math.max(first, 1e-3)))
}

/**
 * Goes through `seconds` in steps of second order that are as long as their errors allow.
 * @param first length of the first step that is tried, s
 * @returns the number of steps
 * @throws SolverError where the steps become too small
 */
export function takeSteps(steps: TriedSteps, seconds: number, first: number = seconds): number {
  let time = 0
  let step = first
  for (let count = 1; count <= MOST_STEPS; count++) {
    step = Math.min(step, seconds - time)
    const distance = steps.predict(step, time)
    let correction = distance
    // A step that is refused needs no further correction.
    for (let c = 1; c < MOST_CORRECTIONS && distance <= 1 && correction > 0.05; c++)
      correction = steps.correct()
    const fits = distance <= 1 && correction <= 0.05
    const bend = fits ? steps.bend() : 0
    if (!fits || bend > 1) {
      step *= Math.min(0.5, Math.max(0.1, 0.9 / Math.sqrt(Math.max(distance, bend))))
      if (time + step === time) {
        throw new SolverError(
          'not-converged',
          `time step below rounding at ${time} s of a segment of ${seconds} s; try a smoother program or fewer parallel shorts`,
        )
      }
      continue
    }
    steps.take()
    time += step
    if (time >= seconds * (1 - 1e-15)) return count
    step *= growthAfter(Math.max(distance, bend))
  }
  throw new SolverError('not-converged', `more than ${MOST_STEPS} time steps in a segment of ${seconds} s`)
}

/**
 * Advances states and network together through `seconds` of a constant drive. A step is the
 * relaxation between the controls at its two ends, found by iteration (implicit, second order); its length is controlled by
 * the distance from the step that is predicted from its start, in the cell that moves most.
 * @param states advanced in place
 * @param tolerance largest change that the correction may make to a state, relative to it
 * @returns the number of steps
 * @throws SolverError where the steps become too small
 */
export function stepTogether<Point>(
  cells: MovingCells<Point>,
  seconds: number,
  states: readonly Float64Array[],
  tolerance: number = toleranceOf(cells.model),
): number {
  let here = cells.point(states, undefined, 0)
  let there = here
  const from = (): Float64Array => cells.control(here)
  let control: Ends = { from: from(), to: from() }
  let [length, end] = [0, 0]
  const guess = states.map(x => x.slice())
  const next = states.map(x => x.slice())

  function correct(): number {
    there = cells.point(guess, there, end)
    control = { from: from(), to: cells.control(there) }
    cells.relax(control, length, states, next)
    const distance = stateDistance(cells, next, guess) / tolerance
    for (let s = 0; s < guess.length; s++) guess[s].set(next[s])
    return distance
  }

  return takeSteps(
    {
      correct,
      predict(step, time) {
        ;[length, end] = [step, time + step]
        there = here
        control = { from: from(), to: from() }
        cells.relax(control, step, states, guess)
        return correct()
      },
      bend: () => controlBend(cells, { seconds: length, states, next, control }),
      take() {
        cells.taken?.({ from: here, to: there, seconds: length, states, control })
        for (let s = 0; s < states.length; s++) states[s].set(next[s])
        here = there
      },
    },
    seconds,
  )
}

/** Of the distance of a step from the one that was predicted. */
export function toleranceOf({ states }: MovingCells<unknown>['model']): number {
  return states.every(({ law }) => law.kind === 'relaxation') ? TOLERANCE : RATE_TOLERANCE
}
