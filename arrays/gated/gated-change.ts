import { meanOf } from '../crossbar/step-together.ts'
import { compileGatedLaws } from '../devices/compile-laws.ts'
import {
  addInside,
  createStatePath,
  type MovingControl,
  rampPath,
  type StatePath,
  type StateSegment,
} from '../devices/state-path.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'

/** The states of three-terminal devices at any instant of a segment. @param control gate volts or amperes, one value a cell */
export function gatedPath(
  spec: GatedArraySpec,
  control: MovingControl,
  seconds: number,
  states: readonly Float64Array[],
): StatePath {
  return createStatePath(segmentOf(spec, control, seconds, states))
}

/** The same where the control moves in a straight line by much. */
export function gatedRamp(
  spec: GatedArraySpec,
  control: MovingControl,
  seconds: number,
  states: readonly Float64Array[],
): StatePath {
  const segment = segmentOf(spec, control, seconds, states)
  return spec.model.relaxes ? rampPath(segment) : createStatePath(segment)
}

function segmentOf(
  { model, parameters, pace }: GatedArraySpec,
  control: MovingControl,
  seconds: number,
  states: readonly Float64Array[],
): StateSegment {
  const laws = compileGatedLaws(model).states
  return { model, laws, count: control.from.length, control, seconds, parameters, states, pace }
}

/**
 * States after `seconds` in which the control moves by little: on the engine where the array has one and the states relax.
 * @param to filled; may be `from`
 */
export function moveGated(
  spec: GatedArraySpec,
  control: MovingControl,
  seconds: number,
  from: readonly Float64Array[],
  to: readonly Float64Array[],
): void {
  const { model, size, parameters, pace, engine } = spec
  if (engine === undefined || !model.relaxes) {
    gatedPath(spec, control, seconds, from).at(seconds, to)
    return
  }
  const paced = pace === undefined ? {} : { pace }
  const step = { model, size, control: meanOf(control), states: from, parameters, seconds, ...paced }
  engine.stateIncrements(step).forEach((increment, s) => {
    addInside(model.states[s].range, from[s], increment, to[s])
  })
}
