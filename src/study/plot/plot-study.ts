import { ConfigError } from '../../../arrays/errors.ts'
import { heatMap } from '../../plots/heat-map.ts'
import { type PlotPanel, plot } from '../../plots/plot.ts'
import { readManifest } from '../file/read-manifest.ts'
import type { StudyManifest } from '../file/study-manifest.ts'
import { groupGrid, groupLines } from './group-rows.ts'
import { histogramPanel, linesPanel, type PlotKind, pointsPanel, yieldPanel } from './kinds.ts'
import { type PlotData, type PlotSelection, readPlotData } from './plot-data.ts'
import { type AxisChoice, studyAxis } from './study-axis.ts'
import type { Band } from './summarise.ts'
import { readCriterion } from './yield-criterion.ts'

export interface PlotOptions extends Omit<PlotSelection, 'third' | 'x'> {
  /** Column along the plot; a histogram has none. */
  readonly x?: string | undefined
  /** @defaultValue 'lines' */
  readonly kind?: PlotKind | undefined
  /** Column whose values part the rows into lines. */
  readonly hue?: string | undefined
  /** Figure that is drawn as a heat map over x and y, instead of lines. */
  readonly heat?: string | undefined
  /** @defaultValue 'confidence' */
  readonly band?: Band | undefined
  readonly axes?: { readonly x?: AxisChoice; readonly y?: AxisChoice }
  /** Values of y that are marked across a plot of lines. */
  readonly marks?: readonly number[]
  /** Condition that a row of y meets to count for the yield: ">= 3". */
  readonly meets?: string | undefined
  /** @defaultValue the title of the study */
  readonly title?: string | undefined
}

/**
 * Draws the results of a study: y over x as lines with bands or error bars or as points, how often y has which value, the share of rows
 * that meet a criterion, or a figure over two settings as a heat map.
 * @returns a whole SVG document
 * @throws ConfigError where it is no study, a column is not there or holds texts where numbers are drawn, or no row is left
 */
export async function plotStudy(folder: string, options: PlotOptions): Promise<string> {
  const { hue, heat, kind = 'lines' } = options
  const manifest = await readManifest(folder)
  const x = columnAlong(options)
  const data = await readPlotData(folder, manifest, { ...options, x, third: hue ?? heat })
  const title = options.title ?? manifest.title ?? manifest.study
  if (heat !== undefined) return studyHeatMap(data, options, manifest, title)
  requireNumbers(data.y.type, options.y, '--y')
  const ys = data.rows.map(([, value]) => value)
  const up = studyAxis(data.y, [...(options.marks ?? []), ...ys], 'y', options.axes?.y ?? {})
  const over = overText(data, manifest)
  if (kind === 'histogram') {
    const subtitle = `distribution of ${data.y.name}; ${over}`
    return plot({ title, subtitle, x: up, panels: [histogramPanel(data, up.log)] })
  }
  const along = studyAxis(
    data.x,
    data.rows.map(([value]) => value),
    'x',
    options.axes?.x ?? {},
  )
  const { panel, text } = panelOver(data, options, along.log, up)
  return plot({ title, subtitle: `${text}; ${over}`, x: along, panels: [panel] })
}

function panelOver(
  data: PlotData,
  { kind = 'lines', band = 'confidence', marks = [], meets }: PlotOptions,
  logarithmic: boolean,
  y: PlotPanel['y'],
): { readonly panel: PlotPanel; readonly text: string } {
  if (kind === 'yield') {
    const criterion = readCriterion(meets ?? '', data.y.unit)
    const text = `rows with ${data.y.name} ${criterion.text}, band of 95 % confidence`
    return { panel: yieldPanel(data, criterion, logarithmic), text }
  }
  if (kind === 'points') return { panel: { ...pointsPanel(data, y), marks }, text: 'one row each' }
  const lines = groupLines(data, band, logarithmic)
  const single = lines.every(({ places }) => places.every(({ count }) => count === 1))
  const bandText = kind === 'error-bars' ? BAND_TEXT[band].replace('band', 'bars') : BAND_TEXT[band]
  const panel = linesPanel(data, y, single ? 'none' : band, logarithmic, kind === 'error-bars')
  return { panel: { ...panel, marks }, text: single ? 'one row each' : bandText }
}

function studyHeatMap(
  data: PlotData,
  { axes = {}, heat = '' }: PlotOptions,
  manifest: StudyManifest,
  title: string,
): string {
  const { x, y, rows } = data
  const value = data.third!
  requireNumbers(value.type, heat, '--heat')
  const along = studyAxis(
    x,
    rows.map(([at]) => at),
    'x',
    axes.x ?? {},
  )
  const up = studyAxis(
    y,
    rows.map(([, at]) => at),
    'y',
    axes.y ?? {},
  )
  const { xs, ys, means } = groupGrid(data, { x: along.log, y: up.log })
  const subtitle = `mean of ${value.name}; ${overText(data, manifest)}`
  return heatMap({ title, subtitle, x: along, y: up, xs, ys, values: means, unit: value.unit })
}

/** Column along the plot; for a histogram the values themselves. */
function columnAlong({ x, y, hue, heat, kind = 'lines', meets }: PlotOptions): string {
  if (hue !== undefined && heat !== undefined) {
    throw new ConfigError({ file: '--hue' }, 'a hue in a heat map', 'either --hue or --heat')
  }
  if (heat !== undefined && kind !== 'lines') {
    throw new ConfigError({ file: '--kind' }, `"${kind}" of a heat map`, 'either --kind or --heat')
  }
  if (meets !== undefined && kind !== 'yield') {
    throw new ConfigError({ file: '--meets' }, `a criterion for "${kind}"`, '--kind yield with it')
  }
  if (kind === 'yield' && meets === undefined) {
    throw new ConfigError({ file: '--meets' }, 'nothing', 'what a row has to meet, like ">= 3"')
  }
  if (kind === 'histogram') {
    if (x === undefined) return y
    throw new ConfigError(
      { file: '--x' },
      `"${x}" for a histogram`,
      '--y alone, whose values stand along the plot',
    )
  }
  if (x === undefined) throw new ConfigError({ file: '--x' }, 'nothing', 'the name of a column')
  return x
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
