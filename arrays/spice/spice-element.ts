import { derivativeOf } from '../devices/compile-laws.ts'
import type { DeviceModel, StateSpec } from '../devices/model.ts'
import type { LawNode } from '../law/law-node.ts'
import { type SpiceValue, spiceText } from './spice-value.ts'
import { translateLaw } from './translate-law.ts'

/** A state that moves: dx/dt as an expression of the voltage across the element and of all its states. */
export interface SpiceState {
  readonly name: string
  readonly initial: number
  /** How much of it is 1 V at its node, so that ngspice's tolerances, which are of volts, suit a length of 3 nm. @defaultValue 1 */
  readonly scale?: number
  /** Hard ends that its rate may drive it against. */
  readonly stops: readonly [number | undefined, number | undefined]
  readonly derivative: (volts: string, states: readonly string[], unknown?: string) => string
}

/** An unknown inside an element: its equation, 0 at the answer, and where to look for it at the start. */
export interface SpiceUnknown {
  readonly start: number
  readonly residual: (volts: string, states: readonly string[], unknown: string) => string
}

/** Element between two nodes of a netlist. */
export type SpiceElement =
  /** I = siemens v + amperes; 0 S is left out. */
  | { readonly kind: 'conductance'; readonly siemens: number; readonly amperes?: number }
  /** 0 ohm joins the nodes. */
  | { readonly kind: 'resistance'; readonly ohms: number }
  /** A channel between the nodes, its gate at a node of the netlist, by a model of it; beside it a current as an expression of the voltage. */
  | {
      readonly kind: 'transistor'
      readonly gate: string
      readonly model: string
      readonly leakage: (volts: string) => string
    }
  /** I as an expression of the voltage and of the states, both given as text ("V(w_0_0, b_0_0)"). */
  | {
      readonly kind: 'law'
      readonly current: (volts: string, states: readonly string[], unknown?: string) => string
      readonly states: readonly SpiceState[]
      /** Its states stand in the element of that place, which moves them. @defaultValue its own */
      readonly statesAt?: string
      readonly unknown?: SpiceUnknown
    }

/**
 * A device of the given parameters and initial states, its laws as expressions.
 * @param parameters in the model's order
 * @param state in the model's order
 */
export function deviceElement(
  model: DeviceModel,
  parameters: readonly number[],
  state: readonly number[],
): SpiceElement {
  const fixed = Object.fromEntries(model.parameters.map(({ name }, k) => [name, parameters[k]]))
  const law = (
    tree: LawNode,
    volts: SpiceValue,
    states: readonly SpiceValue[],
    unknown?: SpiceValue,
  ): SpiceValue =>
    translateLaw(tree, {
      ...fixed,
      v: volts,
      ...Object.fromEntries(model.states.map(({ name }, k) => [name, states[k]])),
      ...(model.unknown === undefined || unknown === undefined ? {} : { [model.unknown.name]: unknown }),
    })
  const { unknown } = model
  return {
    kind: 'law',
    current: (volts, states, inner) => spiceText(law(model.current, volts, states, inner)),
    states: model.states.map((spec, k) => ({
      name: spec.name,
      initial: state[k],
      scale: scaleOf(spec),
      // A relaxation stays between its start and its targets, which lie inside; any other rate may lead beyond.
      stops: spec.law.kind === 'relaxation' ? [undefined, undefined] : stopsOf(spec),
      derivative: (volts, states, inner) => spiceText(law(derivativeOf(spec), volts, states, inner)),
    })),
    ...(unknown === undefined
      ? {}
      : {
          unknown: {
            start: unknown.between.reduce((sum, end) => sum + Number(law(end, 0, state)) / 2, 0),
            residual: (volts, states, inner) => spiceText(law(unknown.equation, volts, states, inner)),
          },
        }),
  }
}

/** The ends of the range, where there are any. */
export function stopsOf({ range: [low, high] }: Pick<StateSpec, 'range'>): SpiceState['stops'] {
  return [Number.isFinite(low) ? low : undefined, Number.isFinite(high) ? high : undefined]
}

/** The range of a state, where that is far from 1. */
export function scaleOf({ range: [low, high] }: Pick<StateSpec, 'range'>): number {
  const span = high - low
  return Number.isFinite(span) && span > 0 && (span < 0.01 || span > 100) ? span : 1
}
