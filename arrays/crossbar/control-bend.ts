import type { DeviceModel } from '../devices/model.ts'
import type { MovingControl } from '../devices/state-path.ts'

/** Of the largest control: so far it may be from a straight line within a step. */
const LARGEST_BEND = 2e-3
/** States that change by less, over their ranges, bend no control. */
const LEAST_TRAVEL = 1e-3

/** Cells and how their states move: see MovingCells. */
export interface BendingCells {
  readonly model: Pick<DeviceModel, 'states'>
  relax(
    control: MovingControl,
    seconds: number,
    from: readonly Float64Array[],
    to: readonly Float64Array[],
  ): void
}

/** A step before it is taken. */
export interface BentStep {
  readonly seconds: number
  /** At its start and at its end. */
  readonly states: readonly Float64Array[]
  readonly next: readonly Float64Array[]
  readonly control: MovingControl
}

/**
 * How far the control of cells may be from the straight line that a step takes it for, over what it may be. It follows the states: as
 * far as a state in the middle of the step is from half of its way, the control may be. Of states that move by any rate, which may
 * do all that they do within a short part of a step: where one stops at an end of its range, prediction and correction both end
 * there, and say nothing of what the cells meet meanwhile.
 */
export function controlBend(
  cells: BendingCells,
  { seconds, states, next, control: { from, to } }: BentStep,
): number {
  const { model } = cells
  if (model.states.every(({ law }) => law.kind === 'relaxation')) return 0
  let [largest, change] = [0, 0]
  for (let k = 0; k < from.length; k++) {
    largest = Math.max(largest, Math.abs(from[k]), Math.abs(to[k]))
    change = Math.max(change, Math.abs(to[k] - from[k]))
  }
  if (bendOf(1, change, largest) === 0) return 0
  const halfway = from.map((value, k) => (value + to[k]) / 2)
  const middle = states.map(x => x.slice())
  cells.relax({ from, to: halfway }, seconds / 2, states, middle)
  let bend = 0
  model.states.forEach(({ range: [low, high] }, s) => {
    const least = LEAST_TRAVEL * (Number.isFinite(high - low) ? high - low : 1)
    middle[s].forEach((x, k) => {
      const [start, end] = [states[s][k], next[s][k]]
      const travel = Math.max(Math.abs(end - start), Math.abs(x - start))
      if (travel > least) bend = Math.max(bend, Math.abs(x - (start + end) / 2) / travel)
    })
  })
  return bendOf(bend, change, largest)
}

/**
 * How far controls are from straight lines, over what they may be.
 * @param bend largest part of its way that a state is from half of it in the middle of a step
 * @param change largest of a control over the step
 * @param largest control
 */
export function bendOf(bend: number, change: number, largest: number): number {
  return change <= LARGEST_BEND * largest ? 0 : (bend * change) / (largest * LARGEST_BEND)
}
