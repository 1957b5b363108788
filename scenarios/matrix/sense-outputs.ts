import { convert } from './converter.ts'
import type { MatrixSettings } from './matrix-settings.ts'
import type { MatrixTile } from './matrix-tile.ts'

/** Measured currents of a crossbar for one drive, [vectors][measures], A. */
export interface SensedCurrents {
  readonly tile: MatrixTile
  readonly currents: Float64Array
  /** Volts of its word lines, [vectors][word lines]. */
  readonly volts: Float64Array
  /** Number of its first vector. */
  readonly first: number
  /** Output for an ampere. */
  readonly scale: number
}

/**
 * Passes all currents through the ADC: one range over all crossbars, slices, bits and vectors.
 * @param signed whether a current may be negative
 * @returns the range, A, and how many currents lay beyond it
 */
export function convertCurrents(
  sensed: readonly SensedCurrents[],
  bits: number,
  signed: boolean,
  settings: Pick<MatrixSettings, 'adcRange' | 'levels'>,
): { readonly range: number; readonly clipped: number } {
  const { adcRange, levels } = settings
  const range = 'amps' in adcRange ? adcRange.amps : rangeOf(sensed, adcRange.quantile)
  const converter = { bits, signed, range, even: levels === 'even' }
  let clipped = 0
  for (const { currents } of sensed) clipped += convert(currents, converter)
  return { range, clipped }
}

function rangeOf(sensed: readonly SensedCurrents[], quantile: number): number {
  if (quantile === 1) {
    let most = 0
    for (const { currents } of sensed)
      for (const current of currents) most = Math.max(most, Math.abs(current))
    return most
  }
  const all = new Float64Array(sensed.reduce((sum, { currents }) => sum + currents.length, 0))
  let at = 0
  for (const { currents } of sensed) for (const current of currents) all[at++] = Math.abs(current)
  return quantileOf(all.sort(), quantile)
}

/** Between the two nearest of ascending values, in a straight line. */
function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (place - below) * (sorted[above] - sorted[below])
}

/**
 * Adds what one crossbar says to the outputs: the difference of a pair; of `offset` the current less the middle conductance
 * times the sum of the volts; of `reference` the current less that of the reference column.
 * @param outputs [vectors][outputs]
 * @param width outputs of a vector
 * @param middle conductance in the middle of the range, S
 */
export function addOutputs(
  { tile, currents, volts, first, scale }: SensedCurrents,
  { map, adcPer }: Pick<MatrixSettings, 'map' | 'adcPer'>,
  middle: number,
  width: number,
  outputs: Float64Array,
): void {
  const { rows, outputs: ends } = tile.tile
  const measures = tile.measures.length
  const vectors = currents.length / measures
  for (let v = 0; v < vectors; v++) {
    const at = v * measures
    const less = map === 'offset' ? middle * sum(volts, v * rows, rows) : currents[at + measures - 1]
    for (let o = ends[0]; o < ends[1]; o++) {
      const own = o - ends[0]
      let amps: number
      if (map !== 'pairs') amps = currents[at + own] - less
      else if (adcPer === 'pair') amps = currents[at + own]
      else amps = currents[at + 2 * own] - currents[at + 2 * own + 1]
      const to = (first + v) * width + o
      outputs[to] = outputs[to] + scale * amps
    }
  }
}

function sum(values: Float64Array, from: number, count: number): number {
  let total = 0
  for (let k = from; k < from + count; k++) total += values[k]
  return total
}
