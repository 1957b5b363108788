import * as chromatic from 'd3-scale-chromatic'

/** How values of a quantity become colours. */
export type ColourScale = 'linear' | 'log' | 'diverging'

/** Red, green, blue, 0..255. */
export type Rgb = readonly [number, number, number]

/** Cells that a log scale cannot show. */
export const NON_POSITIVE_GREY: Rgb = [190, 190, 190]

/** The lines that hatch cells without a value. */
export const HATCH_GREY: Rgb = [176, 176, 176]

/**
 * The colour at a position of the map: viridis (perceptually uniform, readable in grey and to the
 * colour-blind), or blue over white to red where zero is the middle.
 * @param position 0..1
 * @param name another map of d3-scale-chromatic
 */
export function mapColour(kind: ColourScale, position: number, name?: ColourMapName): Rgb {
  const table = name === undefined ? (kind === 'diverging' ? diverging : sequential) : named(name)
  return table[Math.round(position * (STEPS - 1))]
}

/** A map of d3-scale-chromatic, 'Inferno' or 'PuOr'. */
export type ColourMapName = string & { readonly colourMap: true }

/** All that d3-scale-chromatic has, as it writes them. */
export const COLOUR_MAPS: readonly string[] = Object.keys(chromatic)
  .filter(key => key.startsWith('interpolate'))
  .map(key => key.slice('interpolate'.length))

/** The map of this name, whatever its letters' case; undefined where there is none. */
export function findColourMap(name: string): ColourMapName | undefined {
  return COLOUR_MAPS.find(known => known.toLowerCase() === name.toLowerCase()) as ColourMapName | undefined
}

const tables = new Map<ColourMapName, Rgb[]>()

function named(name: ColourMapName): Rgb[] {
  let table = tables.get(name)
  if (table === undefined) {
    const maps = chromatic as unknown as Record<string, (position: number) => string>
    table = tableOf(maps[`interpolate${name}`])
    tables.set(name, table)
  }
  return table
}

/** The steps that viridis is defined by. */
const STEPS = 256
const sequential = tableOf(chromatic.interpolateViridis)
const diverging = tableOf(position => chromatic.interpolateRdBu(1 - position))

function tableOf(colour: (position: number) => string): Rgb[] {
  return Array.from({ length: STEPS }, (_, k) => parse(colour(k / (STEPS - 1))))
}

/** '#rrggbb'. */
export function hexColour([red, green, blue]: Rgb): string {
  return `#${[red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('')}`
}

/** Whether white text is easier to read on this colour than black (WCAG relative luminance). */
export function isDark(colour: Rgb): boolean {
  const [red, green, blue] = colour.map(part => {
    const c = part / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.22
}

/** d3 gives '#440154' for one map and 'rgb(68, 1, 84)' for another. */
function parse(colour: string): Rgb {
  const parts = colour.startsWith('#')
    ? [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))
    : [...colour.matchAll(/\d+/g)].map(match => Number(match[0]))
  return parts as unknown as Rgb
}
