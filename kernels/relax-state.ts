import { oneMinusExp } from './scalar.ts'

/**
 * Rates (1/s) and targets of all states of `count` cells: fills a plane for each. Volts and parameters hold one value for each cell, or
 * one for all.
 */
export type RelaxationLaw = (
  count: number,
  volts: Float64Array,
  parameters: readonly Float64Array[],
  rates: readonly Float64Array[],
  targets: readonly Float64Array[],
) => void

/** Quantities that the states of an array depend on over one step. */
export interface StateStep {
  /** Device voltage of each cell, or one for all, V, constant over the step. */
  readonly volts: Float64Array
  /** One plane for each state, in the model's order. */
  readonly states: readonly Float64Array[]
  /** One plane (or one value) for each parameter, in the model's order. */
  readonly parameters: readonly Float64Array[]
  readonly seconds: number
}

/** Rates (1/s) and targets of all states of all cells at constant voltages: one plane for each state, N*M. */
export interface Relaxation {
  readonly rates: readonly Float64Array[]
  readonly targets: readonly Float64Array[]
}

/** Above this many different voltages the laws are evaluated cell by cell. */
const FEW_VOLTAGES = 64
/** Fewer cells are not worth looking for equal voltages. */
const LEAST_CELLS = 16

/**
 * Evaluates the laws of all states at constant voltages. Cells of equal parameters that see one of a few voltages, as in a picture
 * that is written by pulses, share an evaluation.
 * @param states number of states
 * @param cells number of cells, N*M
 */
export function relaxationAt(
  law: RelaxationLaw,
  states: number,
  cells: number,
  volts: Float64Array,
  parameters: readonly Float64Array[],
): Relaxation {
  const shared = cells >= LEAST_CELLS && parameters.every(values => values.length === 1)
  const few = shared ? fewVoltages(volts, cells) : undefined
  const distinct = few?.volts ?? volts
  const count = few?.volts.length ?? cells
  const plane = (): Float64Array => new Float64Array(count)
  const found: Relaxation = {
    rates: Array.from({ length: states }, plane),
    targets: Array.from({ length: states }, plane),
  }
  law(count, distinct, parameters, found.rates, found.targets)
  if (few === undefined) return found
  return { rates: found.rates.map(few.spread), targets: found.targets.map(few.spread) }
}

/**
 * How much every state of every cell changes in `seconds`: (target - x)(1 - exp(-rate seconds)), exact.
 * @returns one plane for each state, N*M
 */
export function relaxationIncrements(
  { rates, targets }: Relaxation,
  states: readonly Float64Array[],
  seconds: number,
): Float64Array[] {
  return states.map((state, s) => {
    const rate = rates[s]
    const target = targets[s]
    return state.map((x, k) => (target[k] - x) * oneMinusExp(rate[k] * seconds))
  })
}

/** The same from the laws themselves, in one step: the float64 twin of the gpu.js kernel in kernels/gpu/. */
export function stateIncrements(law: RelaxationLaw, step: StateStep): Float64Array[] {
  const { volts, states, parameters, seconds } = step
  const cells = states[0]?.length ?? 0
  return relaxationIncrements(relaxationAt(law, states.length, cells, volts, parameters), states, seconds)
}

/** The different voltages of a plane, where they are few, and how to hand what they give to the cells. */
function fewVoltages(
  volts: Float64Array,
  cells: number,
): { volts: Float64Array; spread: (values: Float64Array) => Float64Array } | undefined {
  const places = new Map<number, number>()
  const indices = new Uint8Array(cells)
  for (let k = 0; k < volts.length; k++) {
    let place = places.get(volts[k])
    if (place === undefined) {
      if (places.size === FEW_VOLTAGES) return undefined
      place = places.size
      places.set(volts[k], place)
    }
    if (k < cells) indices[k] = place
  }
  return {
    volts: Float64Array.from(places.keys()),
    spread: values => Float64Array.from(indices, place => values[place]),
  }
}
