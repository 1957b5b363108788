import type { ParameterSpec } from '../devices/model.ts'
import { noiseColumn } from '../devices/read-parameters.ts'
import { normal } from '../random/keyed-random.ts'
import { MOST_PARAMETERS } from './vary-parameters.ts'

/** How much a device differs from one pulse to the next. */
export interface CycleVariation {
  /** s, the relative standard deviation of a small step; 0 where only `noise` of the device's laws is drawn. */
  readonly spread: number
  readonly seed: number
  /** Which of a run's arrays it is, from 0. */
  readonly array: number
}

/**
 * Variation from cycle to cycle: in each pulse the states of a device move exp(s n) times as fast, as if the pulse lasted as much
 * longer for it, with n normal and keyed by (seed, array, number of the pulse, cell). Any split of a run draws the same.
 * @param pulse number of the pulse, from 0
 * @param cells number of cells, N*M
 * @returns the factor of each cell, row-major
 */
export function cycleFactors(
  { spread, seed, array }: CycleVariation,
  pulse: number,
  cells: number,
): Float64Array {
  // The last stream of the array, which no parameter has.
  const stream = (array + 1) * MOST_PARAMETERS - 1
  return Float64Array.from({ length: cells }, (_, k) =>
    Math.exp(spread * normal(seed, stream, pulse * cells + k)),
  )
}

/** Parts of the spec of an array that a pulse draws anew, or draws by. */
interface PulsedSpec {
  readonly size: readonly [number, number]
  readonly model: { readonly parameters: readonly ParameterSpec[] }
  readonly parameters: readonly Float64Array[]
  readonly cycles?: CycleVariation
  readonly pace?: Float64Array
}

/**
 * The array as one pulse finds it: the pace of each cell, and `noise` where its laws know that name, keyed by (seed, array, number
 * of the pulse, cell).
 * @param pulse number of the pulse, from 0; undefined where nothing is driven
 */
export function pulsedSpec<Spec extends PulsedSpec>(spec: Spec, pulse: number | undefined): Spec {
  const { cycles, model, size } = spec
  if (cycles === undefined || pulse === undefined) return spec
  const cells = size[0] * size[1]
  const column = noiseColumn(model)
  return {
    ...spec,
    ...(cycles.spread === 0 ? {} : { pace: cycleFactors(cycles, pulse, cells) }),
    ...(column < 0 ? {} : { parameters: spec.parameters.with(column, drawNoise(cycles, pulse, cells)) }),
  }
}

function drawNoise({ seed, array }: CycleVariation, pulse: number, cells: number): Float64Array {
  // The stream before that of the cycles.
  const stream = (array + 1) * MOST_PARAMETERS - 2
  return Float64Array.from({ length: cells }, (_, k) => normal(seed, stream, pulse * cells + k))
}
