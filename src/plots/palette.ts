import { hexColour, mapColour } from './colours/colour-map.ts'

/** Colours that the colour-blind can tell apart (M. Okabe and K. Ito, 2008). */
const DISTINCT = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000'] as const

/** Without the bright end of the map, which is hard to see on white. */
const BRIGHTEST = 0.85

/**
 * The colour of one of several series.
 * @param order whether the series rise, as with the value of a setting: then colours do too; they do as well where there are
 * more series than distinct colours
 */
export function seriesColour(index: number, count: number, order: 'rising' | 'none'): string {
  if (order === 'none' && count <= DISTINCT.length) return DISTINCT[index]
  return hexColour(mapColour('linear', count === 1 ? 0.3 : (BRIGHTEST * index) / (count - 1)))
}
