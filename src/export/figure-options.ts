import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { parseQuantity } from '../../arrays/config/quantity.ts'
import { ConfigError } from '../../arrays/errors.ts'
import {
  COLOUR_MAPS,
  type ColourMapName,
  type ColourScale,
  findColourMap,
} from '../plots/colours/colour-map.ts'
import type { ScaleChoice } from '../plots/colours/value-scale.ts'
import { readDisplayUnit } from '../plots/drawing/display-unit.ts'
import type { ContactSheetOptions } from '../plots/maps/contact-sheet.ts'
import type { MapSeries, RunQuantity } from '../plots/maps/map-series.ts'

/** How a picture is drawn, as the user says it. */
export interface FigureOptions {
  /** A map of d3-scale-chromatic, in any case of its letters. */
  readonly colourMap?: string
  /** Ends of the colour scale, "0:60uS". */
  readonly range?: string
  readonly scale?: ColourScale
  /** Unit of the colour bar, with its prefix: "uS". */
  readonly unit?: string
  readonly title?: string
  /** Numbers in the cells. @defaultValue where they fit */
  readonly numbers?: boolean
  /** The maps alone, without title, footer, axes and colour bar. */
  readonly bare?: boolean
  /** Side of a cell, px. */
  readonly cellPixels?: number
  /** Width of the picture, mm. */
  readonly widthMm?: number
  /** Picture points per inch at this width. @defaultValue 300 */
  readonly dpi?: number
  /** Frames of an animation last as long as in the experiment. */
  readonly realTime?: boolean
}

const DPI = 300
const MM_PER_INCH = 25.4
/** A larger picture is a slip of the unit. */
const MOST_PIXELS = 20_000
const MOST_CELL = 1000

/**
 * The series with what the user lays down of its colours and title.
 * @throws ConfigError for a map that is not there, an empty range, a unit of another quantity, a logarithm of nothing positive
 */
export function figureSeries(series: MapSeries, options: FigureOptions): MapSeries {
  const { quantity } = series
  const { title } = options
  const choice = scaleChoice(quantity, options)
  return { ...series, choice, quantity: title === undefined ? quantity : { ...quantity, title } }
}

/**
 * Choices of the user for the colours of a quantity.
 * @throws ConfigError as `figureSeries`
 */
export function scaleChoice(
  quantity: Pick<RunQuantity, 'name' | 'unit' | 'planes'>,
  { colourMap, range, scale, unit }: FigureOptions,
): ScaleChoice {
  const ends = range === undefined ? undefined : readRange(range, quantity.unit)
  if (scale === 'log') requirePositive(quantity, ends)
  return {
    ...(colourMap === undefined ? {} : { colourMap: readColourMap(colourMap) }),
    ...(ends === undefined ? {} : { range: ends }),
    ...(scale === undefined ? {} : { kind: scale }),
    ...(unit === undefined ? {} : { display: readDisplayUnit(unit, quantity.unit, '--unit') }),
  }
}

/**
 * Options for a contact sheet.
 * @throws ConfigError for cells of less than 1 px or more than 1000
 */
export function sheetOptions({ numbers, bare, cellPixels }: FigureOptions): ContactSheetOptions {
  if (cellPixels !== undefined && !(cellPixels >= 1 && cellPixels <= MOST_CELL)) {
    throw new ConfigError({ file: '--cell-pixels' }, String(cellPixels), `1 to ${MOST_CELL}`)
  }
  return {
    ...(numbers === undefined ? {} : { numbers }),
    ...(bare === undefined ? {} : { bare }),
    ...(cellPixels === undefined ? {} : { cellPixels }),
  }
}

/**
 * Width of a PNG; undefined where the user gives none.
 * @throws ConfigError for one of more than 20000 px
 */
export function pixelWidth({ widthMm, dpi = DPI }: FigureOptions): number | undefined {
  if (widthMm === undefined) return undefined
  const width = Math.round((widthMm / MM_PER_INCH) * dpi)
  if (width >= 1 && width <= MOST_PIXELS) return width
  throw new ConfigError({ file: '--width' }, `${width} px at ${dpi} dpi`, `1 to ${MOST_PIXELS} px`)
}

/** Picture points per inch of a PNG; undefined where the user gives no width. */
export function dpiOf({ widthMm, dpi = DPI }: FigureOptions): number | undefined {
  return widthMm === undefined ? undefined : dpi
}

/** An SVG that is placed at this width. */
export function atWidth(svg: string, { widthMm }: FigureOptions): string {
  if (widthMm === undefined) return svg
  return svg.replace(/ width="([\d.]+)" height="([\d.]+)"/, (_, width: string, height: string) => {
    return ` width="${widthMm}mm" height="${((widthMm * Number(height)) / Number(width)).toFixed(3)}mm"`
  })
}

/**
 * Number of a frame that is named by its number or its label.
 * @throws ConfigError where there is none, or several of this label
 */
export function findFrame(
  folder: string,
  { frames }: MapSeries,
  wanted: number | string | undefined,
): number | undefined {
  if (wanted === undefined) return undefined
  const place = { file: folder, path: 'frame' }
  const last = frames.length - 1
  const number = typeof wanted === 'number' || /^-?\d+$/.test(wanted) ? Number(wanted) : undefined
  if (number !== undefined) {
    if (Number.isInteger(number) && number >= 0 && number <= last) return number
    throw new ConfigError(place, String(wanted), `a frame from 0 to ${last}`)
  }
  const labels = frames.map(({ label }) => plainLabel(label))
  const label = plainLabel(String(wanted))
  const found = [...labels.keys()].filter(k => labels[k] === label)
  if (found.length === 1) return found[0]
  if (found.length === 0)
    throw new ConfigError(place, JSON.stringify(wanted), expectedName(label, labels.slice(0, 12)))
  throw new ConfigError(
    place,
    `${JSON.stringify(wanted)}, which ${found.length} frames are called`,
    `one of the numbers ${found.join(', ')}`,
  )
}

/** "case-4 · input 30" can be typed as "case-4/input 30". */
function plainLabel(label: string): string {
  return label.replaceAll(/\s*[·/]\s*/g, '/').trim()
}

function readColourMap(name: string): ColourMapName {
  const found = findColourMap(name)
  if (found !== undefined) return found
  throw new ConfigError({ file: '--colour-map' }, JSON.stringify(name), expectedName(name, COLOUR_MAPS))
}

/** "0:60uS", "1 nS:1 uS", "-0.5:0.5"; a unit at the upper end alone is of both. */
function readRange(text: string, unit: string): readonly [number, number] {
  const place = { file: '--range' }
  const parts = text.split(':').map(part => part.trim())
  if (parts.length !== 2 || parts.includes(''))
    throw new ConfigError(place, JSON.stringify(text), 'two ends like 0:60uS')
  const suffix = /[^\d.eE+-].*$/.exec(parts[1])?.[0] ?? ''
  const shared = /[^\d.eE+-]/.test(parts[0]) ? parts[0] : `${parts[0]}${suffix}`
  const [low, high] = [shared, parts[1]].map(part => parseQuantity(part, unit === '' ? '1' : unit, place))
  if (low < high) return [low, high]
  throw new ConfigError(place, JSON.stringify(text), 'an upper end above the lower one')
}

function requirePositive(
  { planes, name }: Pick<RunQuantity, 'name' | 'planes'>,
  ends: readonly [number, number] | undefined,
): void {
  const place = { file: '--scale' }
  if (ends !== undefined && !(ends[0] > 0))
    throw new ConfigError(place, 'log, from an end that is not above 0', 'a --range above 0')
  const negative = planes.some(plane => plane.some(value => value < 0))
  if (negative || !planes.some(plane => plane.some(value => value > 0))) {
    throw new ConfigError(place, `log, with values of ${name} that are not above 0`, 'linear or diverging')
  }
}
