import { type Relaxation, relaxationAt, relaxationIncrements } from '../../kernels/relax-state.ts'
import { rampIncrement } from '../../kernels/scalar.ts'
import { SolverError } from '../errors.ts'
import type { LawColumn } from '../law/compile-loop.ts'
import type { CompiledStates } from './compile-laws.ts'
import type { DeviceCore } from './model.ts'

/** Control of the states of devices: a voltage or a current of each, or one for all, that moves in a straight line. */
export interface MovingControl {
  readonly from: Float64Array
  /** The same object as `from` where it is constant. */
  readonly to: Float64Array
}

/** Devices at the start of a segment of time. */
export interface StateSegment {
  readonly model: Pick<DeviceCore, 'states' | 'relaxes' | 'name'>
  readonly laws: CompiledStates
  readonly count: number
  readonly control: MovingControl
  readonly seconds: number
  /** In the model's order. */
  readonly parameters: readonly LawColumn[]
  readonly states: readonly Float64Array[]
  /** How many times as fast each device moves. @defaultValue 1 */
  readonly pace?: Float64Array | undefined
}

/** The states of devices at any instant of a segment. */
export interface StatePath {
  /** @param to filled; may be the states of the segment, which is then over */
  at(seconds: number, to: readonly Float64Array[]): void
}

/**
 * States that relax are exact, at a constant control and at the mean of one that moves little; others are integrated along the straight
 * line. All stop at the ends of their ranges.
 */
export function createStatePath(segment: StateSegment): StatePath {
  return segment.model.relaxes ? relaxingPath(segment) : integratedPath(segment)
}

function relaxingPath({ model, laws, count, control, parameters, states, pace }: StateSegment): StatePath {
  const { from, to: end } = control
  const mean = from === end ? from : from.map((value, k) => (value + end[k]) / 2)
  const relaxation = paced(relaxationAt(laws.relaxation, states.length, count, mean, parameters), pace)
  return {
    at(seconds, to) {
      relaxationIncrements(relaxation, states, seconds).forEach((increment, s) => {
        addInside(model.states[s].range, states[s], increment, to[s])
      })
    },
  }
}

/** The same for states that relax under a control that moves in a straight line: rates at the middle, targets in a straight line. */
export function rampPath({ model, laws, count, control, parameters, states, pace }: StateSegment): StatePath {
  const at = (values: Float64Array): Relaxation =>
    relaxationAt(laws.relaxation, states.length, count, values, parameters)
  const middle = control.from.map((value, k) => (value + control.to[k]) / 2)
  const { rates } = paced(at(middle), pace)
  const [start, end] = [at(control.from).targets, at(control.to).targets]
  return {
    at(seconds, to) {
      states.forEach((x, s) => {
        const increments = x.map((value, k) =>
          rampIncrement(value, start[s][k], end[s][k], rates[s][k] * seconds),
        )
        addInside(model.states[s].range, x, increments, to[s])
      })
    },
  }
}

/** Adds increments to a state and holds it inside its range. */
export function addInside(
  [low, high]: readonly [number, number],
  from: Float64Array,
  increment: ArrayLike<number>,
  to: Float64Array,
): void {
  for (let k = 0; k < to.length; k++) to[k] = Math.min(high, Math.max(low, from[k] + increment[k]))
}

/** Rates of devices that each move at a pace of their own. */
function paced(relaxation: Relaxation, pace: Float64Array | undefined): Relaxation {
  if (pace === undefined) return relaxation
  return { ...relaxation, rates: relaxation.rates.map(rates => rates.map((rate, k) => rate * pace[k])) }
}

function integratedPath(segment: StateSegment): StatePath {
  const { model, laws, count, control, seconds, parameters, states, pace } = segment
  const flow = laws.flow(parameters)
  const start = states.map(x => x.slice())
  /** Instants that are known, in order: an energy looks at many of one segment. */
  const known: { time: number; states: readonly Float64Array[] }[] = [{ time: 0, states: start }]
  const x = new Float64Array(states.length)
  const controlAt = (k: number, time: number): number => {
    const from = control.from[control.from.length === 1 ? 0 : k]
    return from + (time / seconds) * (control.to[control.to.length === 1 ? 0 : k] - from)
  }
  return {
    at(time, to) {
      let place = known.length - 1
      while (known[place].time > time) place--
      const before = known[place]
      const length = time - before.time
      for (let k = 0; k < count; k++) {
        for (let s = 0; s < x.length; s++) x[s] = before.states[s][k]
        if (length > 0) {
          flow.load(k)
          const from = controlAt(k, before.time)
          const step = laws.integrator.advance(flow, x, {
            from,
            to: controlAt(k, time),
            seconds: length * (pace === undefined ? 1 : pace[k]),
          })
          if (Number.isNaN(step)) throw unsteady(model.name, k, before.time, from)
        }
        for (let s = 0; s < x.length; s++) to[s][k] = x[s]
      }
      if (length > 0) known.splice(place + 1, 0, { time, states: to.map(state => state.slice()) })
    },
  }
}

/** The error for states that cannot be followed. */
export function unsteady(device: string, cell: number, time: number, control: number): SolverError {
  return new SolverError(
    'not-converged',
    `the states of ${device} in cell ${cell} cannot be followed ${time} s into a segment at ${control} V: a rate has no finite value there or grows without end; check the law there with "sneakpath check"`,
  )
}
