import type { SolveRecorder } from '../crossbar/solve-log.ts'
import { stateDistance } from '../crossbar/state-distance.ts'
import { compileGatedLaws } from '../devices/compile-laws.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'
import { gatedPath } from './gated-change.ts'
import type { GatedDrive } from './gated-drive.ts'
import { type GatedPoint, gatedPoint } from './gated-point.ts'

const MOST_ROUNDS = 12
/** Distance of states from where their response leads, over the tolerance of a step: they are where network and states agree. */
const AGREED = 1e-5
/** By which the control is moved to see how states follow, over its largest value or the range that was measured. */
const NUDGE = 1e-3

/** The end of an implicit Euler step: network and states agree. */
export interface GatedStep {
  readonly point: GatedPoint
  /** Gate volts or amperes, at which the states moved through the whole step. */
  readonly control: Float64Array
}

/** Gate volts or amperes of each cell: what moves its states. */
export function gateControl({ model }: GatedArraySpec, point: GatedPoint): Float64Array {
  return model.control === 'voltage' ? point.gateVolts : point.gateCurrents
}

/**
 * One implicit Euler step of three-terminal cells: their states move under the control that their network has at its end, found by
 * Newton's method with the states of each cell following its own gate.
 * @param from not changed
 * @param to filled
 * @param start a point near the end
 * @returns undefined where network and states are not brought to agree
 * @throws SolverError where a network has no answer
 */
export function eulerGated(
  spec: GatedArraySpec,
  drive: GatedDrive,
  seconds: number,
  from: readonly Float64Array[],
  to: readonly Float64Array[],
  { start, tolerance, recorder }: { start: GatedPoint; tolerance: number; recorder?: SolveRecorder },
): GatedStep | undefined {
  const move = (control: Float64Array, states: readonly Float64Array[]): void =>
    gatedPath(spec, { from: control, to: control }, seconds, from).at(seconds, states)
  const nudged = from.map(x => x.slice())
  const [low, high] = spec.model.validControl
  let point = start
  let control = gateControl(spec, point)
  move(control, to)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const largest = control.reduce((most, u) => Math.max(most, Math.abs(u)), 0)
    const nudge = NUDGE * Math.max(largest, 1e-6 * (high - low))
    move(
      control.map(u => u + nudge),
      nudged,
    )
    const slope = gateDifference(spec, point.gateVolts, to, nudged).map(amps => amps / nudge)
    point = gatedPoint(spec, drive, to, {
      start: point,
      response: { control, slope },
      ...(recorder === undefined ? {} : { recorder }),
    })
    const next = gateControl(spec, point)
    // Where the response leads the states: what is left of the way is the error of the straight line.
    to.forEach((x, s) => {
      for (let k = 0; k < x.length; k++)
        nudged[s][k] = x[k] + ((nudged[s][k] - x[k]) / nudge) * (next[k] - control[k])
    })
    control = next
    move(control, to)
    if (stateDistance(spec, to, nudged) <= AGREED * tolerance) return { point, control }
  }
  return undefined
}

/** How much more current the gate stacks take at other states, A. */
function gateDifference(
  { model, size, parameters }: GatedArraySpec,
  volts: Float64Array,
  states: readonly Float64Array[],
  others: readonly Float64Array[],
): Float64Array {
  const count = size[0] * size[1]
  const { gate } = compileGatedLaws(model)
  const slope = new Float64Array(count)
  const [here, there] = [states, others].map(at => {
    const current = new Float64Array(count)
    gate(count, volts, at, parameters, current, slope)
    return current
  }) as [Float64Array, Float64Array]
  return there.map((amps, k) => amps - here[k])
}
