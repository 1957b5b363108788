import { ConfigError } from '../../../arrays/errors.ts'
import { readManifest } from '../file/read-manifest.ts'
import type { StudyManifest } from '../file/study-manifest.ts'
import { groupGrid, groupLines } from './group-rows.ts'
import { heatMap } from './heat-map.ts'
import { linePlot } from './line-plot.ts'
import { type AxisScale, automaticScale } from './plot-axis.ts'
import { type PlotData, type PlotSelection, readPlotData } from './plot-data.ts'
import type { Band } from './summarise.ts'

export interface PlotOptions extends Omit<PlotSelection, 'third'> {
  /** Column whose values part the rows into lines. */
  readonly hue?: string | undefined
  /** Figure that is drawn as a heat map over x and y, instead of lines. */
  readonly heat?: string | undefined
  /** @defaultValue 'confidence' */
  readonly band?: Band | undefined
  /** @defaultValue logarithmic where positive values span decades */
  readonly scaleX?: AxisScale | undefined
  readonly scaleY?: AxisScale | undefined
  /** Values of y that are marked across a plot of lines. */
  readonly marks?: readonly number[]
  /** @defaultValue the title of the study */
  readonly title?: string | undefined
}

/**
 * Draws the results of a study: y over x as lines with bands, or a figure over two settings as a heat map.
 * @returns a whole SVG document
 * @throws ConfigError where it is no study, a column is not there or holds texts where numbers are drawn, or no row is left
 */
export async function plotStudy(folder: string, options: PlotOptions): Promise<string> {
  const { hue, heat, band = 'confidence', marks = [] } = options
  const manifest = await readManifest(folder)
  if (hue !== undefined && heat !== undefined) {
    throw new ConfigError({ file: '--hue' }, 'a hue in a heat map', 'either --hue or --heat')
  }
  const data = await readPlotData(folder, manifest, { ...options, third: hue ?? heat })
  const title = options.title ?? manifest.title ?? manifest.study
  const { x, y, third, rows } = data
  const scaleX =
    options.scaleX ??
    automaticScale(
      rows.map(([value]) => value),
      'x',
    )
  const scaleY =
    options.scaleY ??
    automaticScale(
      rows.map(([, value]) => value),
      'y',
    )
  requirePositive(
    rows.map(([value]) => value),
    scaleX,
    '--scale-x',
  )
  if (heat !== undefined && third !== undefined) {
    requireNumbers(third.type, heat, '--heat')
    const grid = groupGrid(data, { x: scaleX === 'log', y: scaleY === 'log' })
    const subtitle = `mean of ${third.name}; ${overText(data, manifest)}`
    return heatMap({ title, subtitle, grid, x, y, value: third })
  }
  requireNumbers(y.type, options.y, '--y')
  requirePositive([...marks, ...rows.map(([, value]) => value)], scaleY, '--scale-y')
  const lines = groupLines(data, band, scaleX === 'log')
  const single = lines.every(({ places }) => places.every(({ count }) => count === 1))
  const subtitle = `${single ? 'one row each' : BAND_TEXT[band]}; ${overText(data, manifest)}`
  return linePlot({ title, subtitle, lines, x, y, hue: third, scaleX, scaleY, marks })
}

const BAND_TEXT: Readonly<Record<Band, string>> = {
  confidence: 'mean, band of 95 % confidence',
  deciles: 'median, band from the first to the ninth decile',
  none: 'mean',
}

/** How many rows, and which settings a plot does not show. */
function overText({ rows, empty, over }: PlotData, { rows: all }: StudyManifest): string {
  const parts = [`${rows.length} of ${all} rows`]
  if (empty > 0) parts.push(`${empty} without a value`)
  if (over.length > 0) parts.push(`over all ${over.join(', ')}`)
  return parts.join(', ')
}

function requireNumbers(type: string, column: string, flag: string): void {
  if (type === 'text')
    throw new ConfigError({ file: flag }, `"${column}", a column of texts`, 'a column of numbers')
}

function requirePositive(values: readonly (number | string)[], scale: AxisScale, flag: string): void {
  if (scale === 'log' && values.some(value => !(Number(value) > 0))) {
    throw new ConfigError({ file: flag }, 'log, with values that are not above 0', 'linear')
  }
}
