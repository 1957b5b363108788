import type { DeviceModel, ScalarLaw } from './model.ts'

/** One value for each cell, or one for all (length 1). */
export type LawArgument = Float64Array

/** A device's laws as loops over flat arrays; arguments that hold one value serve every cell. */
export interface CompiledLaws {
  /** current (A) and slope (S) of `count` cells at `volts`. */
  readonly evaluate: (
    count: number,
    volts: LawArgument,
    states: readonly LawArgument[],
    parameters: readonly LawArgument[],
    current: Float64Array,
    slope: Float64Array,
  ) => void
  /** rate (1/s) and target of state `index` for `count` cells at `volts`. */
  readonly relaxation: (
    index: number,
    count: number,
    volts: LawArgument,
    parameters: readonly LawArgument[],
    rate: Float64Array,
    target: Float64Array,
  ) => void
}

type PairLoop = (
  count: number,
  inputs: readonly LawArgument[],
  first: Float64Array,
  second: Float64Array,
) => void

/** The part of a device that is compiled; for a three-terminal device the laws of one of its paths. */
export type LawSource = Pick<DeviceModel, 'current' | 'slope' | 'states' | 'parameters'>

const compiled = new WeakMap<LawSource, CompiledLaws>()

/**
 * Compiles the scalar laws of a device into loops over flat arrays. The number of arguments differs by device, so
 * the loop is generated once for each model, with the same text that gpu.js compiles called inside; a generic call with
 * spread arguments is ten times slower.
 */
export function compileLaws(model: LawSource): CompiledLaws {
  const known = compiled.get(model)
  if (known !== undefined) return known
  const evaluateLoop = pairLoop(model.current, model.slope, 1 + model.states.length + model.parameters.length)
  const relaxationLoops = model.states.map(state =>
    pairLoop(state.rate, state.target, 1 + model.parameters.length),
  )
  const laws: CompiledLaws = {
    evaluate: (count, volts, states, parameters, current, slope) =>
      evaluateLoop(count, [volts, ...states, ...parameters], current, slope),
    relaxation: (index, count, volts, parameters, rate, target) =>
      relaxationLoops[index]!(count, [volts, ...parameters], rate, target),
  }
  compiled.set(model, laws)
  return laws
}

function pairLoop(first: ScalarLaw, second: ScalarLaw, inputs: number): PairLoop {
  const index = Array.from({ length: inputs }, (_, k) => k)
  const load = index.map(k => `const a${k} = inputs[${k}], s${k} = a${k}.length === 1 ? 0 : 1;`).join('\n')
  const call = index.map(k => `a${k}[k * s${k}]`).join(', ')
  const body = `return function (count, inputs, out1, out2) {
    ${load}
    for (let k = 0; k < count; k++) { out1[k] = first(${call}); out2[k] = second(${call}); }
  }`
  return new Function('first', 'second', body)(first, second) as PairLoop
}
