import { type Relaxation, relaxationAt, relaxationIncrements } from '../../kernels/relax-state.ts'
import { rampIncrement } from '../../kernels/scalar.ts'
import { compileLaws } from '../devices/compile-laws.ts'
import type { ArraySpec } from './array-spec.ts'
import { type Ends, meanOf } from './step-together.ts'

/**
 * Rates and targets of an array's states at constant device voltages.
 * @param volts device voltages, N*M (or one for all)
 */
export function relaxationOf(spec: ArraySpec, volts: Float64Array): Relaxation {
  const { model, size, parameters, pace } = spec
  const law = compileLaws(model).relaxation
  const relaxation = relaxationAt(law, model.states.length, size[0] * size[1], volts, parameters)
  if (pace === undefined) return relaxation
  return { ...relaxation, rates: relaxation.rates.map(rates => rates.map((rate, k) => rate * pace[k]!)) }
}

/**
 * States after `seconds` of a relaxation: exact, because rate and target of a state depend on nothing but the voltage and
 * the parameters.
 * @param from states in the model's order
 * @param to filled; may be `from`
 */
export function relaxBy(
  relaxation: Relaxation,
  seconds: number,
  from: readonly Float64Array[],
  to: readonly Float64Array[],
): void {
  relaxationIncrements(relaxation, from, seconds).forEach((increment, s) => {
    const x = from[s]!
    const y = to[s]!
    for (let k = 0; k < y.length; k++) y[k] = x[k]! + increment[k]!
  })
}

/** States after `seconds` in which the device voltages move in a straight line: rates at the middle, targets in a straight line. */
export function rampStates(
  spec: ArraySpec,
  volts: Ends,
  seconds: number,
  from: readonly Float64Array[],
  to: readonly Float64Array[],
): void {
  const { rates } = relaxationOf(spec, meanOf(volts))
  const [start, end] = [relaxationOf(spec, volts.from).targets, relaxationOf(spec, volts.to).targets]
  from.forEach((x, s) => {
    const y = to[s]!
    for (let k = 0; k < y.length; k++)
      y[k] = x[k]! + rampIncrement(x[k]!, start[s]![k]!, end[s]![k]!, rates[s]![k]! * seconds)
  })
}

/** States after `seconds` at constant device voltages, N*M (or one for all). */
export function relaxStates(
  spec: ArraySpec,
  volts: Float64Array,
  seconds: number,
  from: readonly Float64Array[],
  to: readonly Float64Array[],
): void {
  const { model, size, parameters, pace, engine } = spec
  if (engine === undefined || model.states.length === 0) {
    relaxBy(relaxationOf(spec, volts), seconds, from, to)
    return
  }
  const increments = engine.stateIncrements({
    model,
    size,
    control: volts,
    states: from,
    parameters,
    seconds,
    ...(pace === undefined ? {} : { pace }),
  })
  increments.forEach((increment, s) => {
    const x = from[s]!
    const y = to[s]!
    for (let k = 0; k < y.length; k++) y[k] = x[k]! + increment[k]!
  })
}
