import { HATCH_GREY, mapColour, NON_POSITIVE_GREY, type Rgb } from '../colours/colour-map.ts'
import type { ValueScale } from '../colours/value-scale.ts'

/** A GIF has 256 colours: most for the map, the rest greys for text and frames, and one that stands for the frame before. */
const RAMP = 200
const GREYS = 55

/** Index of a point that looks as in the frame before. */
export const UNCHANGED_INDEX: number = RAMP + GREYS

/** Red, green and blue of every index. */
export function gifPalette({ kind, colourMap }: Pick<ValueScale, 'kind' | 'colourMap'>): Rgb[] {
  const ramp = Array.from({ length: RAMP }, (_, k) => mapColour(kind, k / (RAMP - 1), colourMap))
  const greys = Array.from({ length: GREYS }, (_, k) => Math.round((255 * k) / (GREYS - 1)))
  // The last colour is never seen.
  return [...ramp, ...greys.map((grey): Rgb => [grey, grey, grey]), [255, 255, 255]]
}

/** Index of a position 0..1 on the map. */
export function rampIndex(position: number): number {
  return Math.round(position * (RAMP - 1))
}

/** Index of the nearest grey, 0..255. */
export function greyIndex(grey: number): number {
  return RAMP + Math.round((grey / 255) * (GREYS - 1))
}

export const NON_POSITIVE_INDEX: number = greyIndex(NON_POSITIVE_GREY[0])
export const HATCH_INDEX: number = greyIndex(HATCH_GREY[0])
export const WHITE_INDEX: number = greyIndex(255)
