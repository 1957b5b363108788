import { compileLaws } from '../devices/compile-laws.ts'
import {
  addInside,
  createStatePath,
  type MovingControl,
  rampPath,
  type StatePath,
  type StateSegment,
} from '../devices/state-path.ts'
import type { ArraySpec } from './array-spec.ts'
import { type Ends, meanOf } from './step-together.ts'

/**
 * The states of an array at any instant of a segment of `seconds` in which the device voltages move by little.
 * @param volts device voltages, N*M (or one for all)
 * @param states at the start, in the model's order
 */
export function statePath(
  spec: ArraySpec,
  volts: MovingControl,
  seconds: number,
  states: readonly Float64Array[],
): StatePath {
  return createStatePath(segmentOf(spec, volts, seconds, states))
}

function segmentOf(
  { model, size, parameters, pace }: ArraySpec,
  control: MovingControl,
  seconds: number,
  states: readonly Float64Array[],
): StateSegment {
  const laws = compileLaws(model).states
  return { model, laws, count: size[0] * size[1], control, seconds, parameters, states, pace }
}

/**
 * States after `seconds` in which the device voltages move in a straight line: of states that relax rates at the middle and targets
 * in a straight line, others as they are.
 */
export function rampStates(
  spec: ArraySpec,
  volts: Ends,
  seconds: number,
  from: readonly Float64Array[],
  to: readonly Float64Array[],
): void {
  const segment = segmentOf(spec, volts, seconds, from)
  const path = spec.model.relaxes ? rampPath(segment) : createStatePath(segment)
  path.at(seconds, to)
}

/**
 * States after `seconds` in which the device voltages move by little, N*M (or one for all), on the engine of the array where it has
 * one and the states relax.
 * @param from states in the model's order
 * @param to filled; may be `from`
 */
export function relaxStates(
  spec: ArraySpec,
  volts: MovingControl,
  seconds: number,
  from: readonly Float64Array[],
  to: readonly Float64Array[],
): void {
  const { model, size, parameters, pace, engine } = spec
  if (engine === undefined || model.states.length === 0 || !model.relaxes) {
    statePath(spec, volts, seconds, from).at(seconds, to)
    return
  }
  const increments = engine.stateIncrements({
    model,
    size,
    control: meanOf(volts),
    states: from,
    parameters,
    seconds,
    ...(pace === undefined ? {} : { pace }),
  })
  increments.forEach((increment, s) => {
    addInside(model.states[s].range, from[s], increment, to[s])
  })
}
