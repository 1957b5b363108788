import { uniformStream } from '../../arrays/random/keyed-random.ts'
import type { Measure } from './measures.ts'

const STREAM = 241

/** Noise of the cells while vectors are read. */
export interface ReadNoise {
  /** Deviation of a cell's current over its volts, S. */
  readonly siemens: number
  readonly seed: number
  /** Which read it is: of a crossbar, and of a drive; those of one crossbar follow each other by vector. */
  readonly crossbar: number
  readonly first: number
}

/**
 * Adds the noise of one vector to its measured currents: each cell has an independent normal current, and each measured
 * current answers to it by its gradient.
 * @param vector counted from the noise's first
 * @param cellVolts [word lines][bit lines]
 * @param gradients of each measure to a current of each cell; left out, wires are ideal and a bit line takes what its cells give
 */
export function addReadNoise(
  out: Float64Array,
  at: number,
  vector: number,
  { siemens, seed, crossbar, first }: ReadNoise,
  cellVolts: Float64Array,
  columns: number,
  measures: readonly Measure[],
  gradients: readonly Float64Array[] | undefined,
): void {
  const draw = normalStream(seed, STREAM + crossbar, first + vector)
  const amps = cellVolts.map(volts => siemens * Math.abs(volts) * draw())
  if (gradients !== undefined) {
    for (let m = 0; m < measures.length; m++) {
      const gradient = gradients[m]
      let sum = 0
      for (let k = 0; k < amps.length; k++) sum += gradient[k] * amps[k]
      out[at + m] = out[at + m] + sum
    }
    return
  }
  const sums = new Float64Array(columns)
  for (let k = 0, j = 0; k < amps.length; k++) {
    sums[j] = sums[j] + amps[k]
    if (++j === columns) j = 0
  }
  for (let m = 0; m < measures.length; m++) {
    const { plus, minus } = measures[m]
    out[at + m] = out[at + m] + sums[plus] - (minus === undefined ? 0 : sums[minus])
  }
}

/** Standard normal numbers in a fixed order, two from each pair of uniform ones (Box and Muller). */
function normalStream(seed: number, stream: number, index: number): () => number {
  const draw = uniformStream(seed, stream, index)
  let spare = Number.NaN
  return () => {
    if (!Number.isNaN(spare)) {
      const kept = spare
      spare = Number.NaN
      return kept
    }
    const radius = Math.sqrt(-2 * Math.log(1 - draw()))
    const angle = 2 * Math.PI * draw()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}
