import { HATCH_GREY, mapColour, NON_POSITIVE_GREY, type Rgb } from '../colours/colour-map.ts'
import type { ValueScale } from '../colours/value-scale.ts'

/** A GIF has 256 colours: most for the map, the rest greys for text and frames. */
const RAMP = 200
const GREYS = 56

/** Red, green and blue of every index. */
export function gifPalette({ kind, colourMap }: Pick<ValueScale, 'kind' | 'colourMap'>): Rgb[] {
  const ramp = Array.from({ length: RAMP }, (_, k) => mapColour(kind, k / (RAMP - 1), colourMap))
  const greys = Array.from({ length: GREYS }, (_, k) => Math.round((255 * k) / (GREYS - 1)))
  return [...ramp, ...greys.map((grey): Rgb => [grey, grey, grey])]
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
