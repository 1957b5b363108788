import type { DeviceModel } from '../devices/model.ts'
import { combine, type SpiceValue, spiceText } from './spice-value.ts'
import { translateLaw } from './translate-law.ts'

/** A state that moves: dx/dt as an expression of the voltage across the element and of all its states. */
export interface SpiceState {
  readonly name: string
  readonly initial: number
  readonly derivative: (volts: string, states: readonly string[]) => string
}

/** What stands between two nodes of a netlist. */
export type SpiceElement =
  /** I = siemens v + amperes; 0 S is left out. */
  | { readonly kind: 'conductance'; readonly siemens: number; readonly amperes?: number }
  /** I as an expression of the voltage and of the states, both given as text ("V(w_0_0, b_0_0)"). */
  | {
      readonly kind: 'law'
      readonly current: (volts: string, states: readonly string[]) => string
      readonly states: readonly SpiceState[]
    }

/**
 * A device of the given parameters and initial states, its laws translated from their JavaScript text.
 * @param parameters in the model's order
 * @param state in the model's order
 * @throws RangeError where a law is no plain scalar function
 */
export function deviceElement(
  model: DeviceModel,
  parameters: readonly number[],
  state: readonly number[],
): SpiceElement {
  const law = (scalar: DeviceModel['current'], values: readonly SpiceValue[]): SpiceValue =>
    translateLaw(scalar, model.functions, [...values, ...parameters])
  return {
    kind: 'law',
    current: (volts, states) => spiceText(law(model.current, [volts, ...states])),
    states: model.states.map((spec, k) => ({
      name: spec.name,
      initial: state[k]!,
      derivative: (volts, states) => {
        const relaxing = combine(
          '*',
          law(spec.rate, [volts]),
          combine('-', law(spec.target, [volts]), states[k]!),
        )
        return spiceText(
          combine(
            '+',
            relaxing,
            charging(model, parameters, k, volts, law(model.current, [volts, ...states])),
          ),
        )
      },
    })),
  }
}

/** What the current through the capacitors of a storage device, all but that of its shunt, adds to dx/dt of a state. */
function charging(
  { storage }: DeviceModel,
  parameters: readonly number[],
  index: number,
  volts: string,
  current: SpiceValue,
): SpiceValue {
  const farads = storage?.farads[index]?.(...parameters) ?? Number.POSITIVE_INFINITY
  if (storage === undefined || farads === Number.POSITIVE_INFINITY) return 0
  return combine('/', combine('-', current, combine('*', storage.shunt(...parameters), volts)), farads)
}
