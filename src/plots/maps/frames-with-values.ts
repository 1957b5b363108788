import type { MapSeries } from './map-series.ts'

/**
 * Frames in which at least one cell has a value, ascending: what a read reports is empty while the array is
 * written. All frames where none has any.
 */
export function framesWithValues({ frames, quantity }: MapSeries): number[] {
  const all = [...frames.keys()]
  const valued = all.filter(frame => quantity.planes[frame].some(Number.isFinite))
  return valued.length === 0 ? all : valued
}
