import { oneMinusExp, rampIncrement } from '../../kernels/scalar.ts'
import type { CompiledStates } from './compile-laws.ts'
import type { DeviceCore } from './model.ts'
import { unsteady } from './state-path.ts'

/** Moves the states of one cell. */
export interface CellMover {
  /** Holds a voltage (or what else controls the device) for `seconds`: exact where the states relax, whatever the duration. */
  hold(control: number, seconds: number): void
  /** Moves it in a straight line: of second order where states relax, and right however fast they follow. */
  ramp(from: number, to: number, seconds: number): void
}

/**
 * @param parameters in the model's order, one value each
 * @param state moved in place
 */
export function createCellMover(
  model: DeviceCore,
  laws: CompiledStates,
  parameters: readonly Float64Array[],
  state: Float64Array,
): CellMover {
  return model.relaxes
    ? relaxingMover(model, laws, parameters, state)
    : flowingMover(model, laws, parameters, state)
}

function relaxingMover(
  { states }: DeviceCore,
  laws: CompiledStates,
  parameters: readonly Float64Array[],
  state: Float64Array,
): CellMover {
  const one = (): Float64Array => new Float64Array(1)
  const at = one()
  const rates = states.map(one)
  const targets = states.map(one)
  const ends = states.map(one)
  const relaxation = (control: number, targetsThere: readonly Float64Array[]): void => {
    at[0] = control
    laws.relaxation(1, at, parameters, rates, targetsThere)
  }
  const add = (s: number, increment: number): void => {
    const [low, high] = states[s].range
    state[s] = Math.min(high, Math.max(low, state[s] + increment))
  }
  return {
    hold(control, seconds) {
      relaxation(control, targets)
      for (let s = 0; s < state.length; s++) {
        add(s, (targets[s][0] - state[s]) * oneMinusExp(rates[s][0] * seconds))
      }
    },
    ramp(from, to, seconds) {
      relaxation(from, targets)
      const starts = targets.map(target => target[0])
      relaxation(to, ends)
      relaxation((from + to) / 2, targets)
      for (let s = 0; s < state.length; s++) {
        add(s, rampIncrement(state[s], starts[s], ends[s][0], rates[s][0] * seconds))
      }
    },
  }
}

function flowingMover(
  { name }: DeviceCore,
  laws: CompiledStates,
  parameters: readonly Float64Array[],
  state: Float64Array,
): CellMover {
  const flow = laws.flow(parameters)
  const ramp = (from: number, to: number, seconds: number): void => {
    if (seconds === 0) return
    const step = laws.integrator.advance(flow, state, { from, to, seconds })
    if (Number.isNaN(step)) throw unsteady(name, 0, 0, from)
  }
  return { hold: (control, seconds) => ramp(control, control, seconds), ramp }
}
