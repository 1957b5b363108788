import type { CellMap, Tile } from './tiles.ts'

/** A current that is measured: that of a bit line, or of one less that of another. */
export interface Measure {
  readonly plus: number
  readonly minus?: number
}

/** The measured currents of a tile: the differences of pairs, or every bit line. */
export function measuresOf(tile: Tile, map: CellMap, adcPer: 'pair' | 'column'): Measure[] {
  if (map === 'pairs' && adcPer === 'pair')
    return Array.from({ length: tile.columns / 2 }, (_, o) => ({ plus: 2 * o, minus: 2 * o + 1 }))
  return Array.from({ length: tile.columns }, (_, j) => ({ plus: j }))
}

/** Measured currents of those of all bit lines, written from `at` on. */
export function takeMeasures(
  measures: readonly Measure[],
  bitCurrents: ArrayLike<number>,
  out: Float64Array,
  at: number,
): void {
  for (let m = 0; m < measures.length; m++) {
    const { plus, minus } = measures[m]
    out[at + m] = bitCurrents[plus] - (minus === undefined ? 0 : bitCurrents[minus])
  }
}
