import { hexColour, mapColour } from 'sneakpath/core'
import { scale } from './picture.ts'

const STOPS = 24

/** Colours along the scale of the map. */
export function legendStops(): string[] {
  const { kind, colourMap } = scale.value
  return Array.from({ length: STOPS + 1 }, (_, k) => hexColour(mapColour(kind, k / STOPS, colourMap)))
}
