import { bin, extent, thresholdFreedmanDiaconis } from 'd3-array'
import type { AxisSpec } from '../../plots/axis.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import type { PlotPanel } from '../../plots/plot.ts'
import type { PlotBars, PlotSeries } from '../../plots/series.ts'
import { groupLines, type PlotLine } from './group-rows.ts'
import type { PlotData } from './plot-data.ts'
import type { Band } from './summarise.ts'
import { wilsonInterval } from './wilson-interval.ts'
import { type Criterion, meets } from './yield-criterion.ts'

/** How the rows of a study are drawn. */
export const PLOT_KINDS = ['lines', 'error-bars', 'points', 'histogram', 'yield'] as const
export type PlotKind = (typeof PLOT_KINDS)[number]

/** Most bars of a histogram. */
const MOST_BINS = 60

/** Means over x, with bands or error bars, one line for each hue. */
export function linesPanel(
  data: PlotData,
  y: AxisSpec,
  band: Band,
  logarithmic: boolean,
  bars: boolean,
): PlotPanel {
  const lines = groupLines(data, band, logarithmic)
  const wide = band !== 'none'
  return {
    ...panelOf(data),
    y,
    series: lines.map(
      ({ hue, places }): PlotSeries => ({
        name: nameOf(data, hue),
        x: places.map(({ x }) => x),
        y: places.map(({ middle }) => middle),
        ...(wide ? { low: places.map(({ low }) => low), high: places.map(({ high }) => high) } : {}),
        spread: bars ? 'bars' : 'band',
        style: bars ? 'points' : 'line',
      }),
    ),
  }
}

/** Every row as a point. */
export function pointsPanel(data: PlotData, y: AxisSpec): PlotPanel {
  return {
    ...panelOf(data),
    y,
    series: byHue(data).map(({ hue, rows }) => ({
      name: nameOf(data, hue),
      x: rows.map(([x]) => x),
      y: rows.map(([, value]) => value as number),
      style: 'points',
    })),
  }
}

/** How often y has which value, in bins of equal width (of equal ratio on a log axis) that all hues share. */
export function histogramPanel(data: PlotData, logarithmic: boolean): PlotPanel {
  const scale = (value: number): number => (logarithmic ? Math.log10(value) : value)
  const values = data.rows.map(([, y]) => scale(y as number))
  const edges = binEdges(values)
  const bars = byHue(data).map(({ hue, rows }): PlotBars => {
    const heights = new Array<number>(edges.length - 1).fill(0)
    for (const [, y] of rows) heights[binOf(edges, scale(y as number))] += 100 / rows.length
    return { name: nameOf(data, hue), edges: edges.map(edge => (logarithmic ? 10 ** edge : edge)), heights }
  })
  return { ...panelOf(data), y: { label: 'share of the rows', unit: '%' }, bars }
}

/** Share of the rows whose y meets a criterion, over x, with its interval of 95 % (E. B. Wilson, 1927). */
export function yieldPanel(data: PlotData, criterion: Criterion, logarithmic: boolean): PlotPanel {
  const passed: PlotData = {
    ...data,
    rows: data.rows.map(([x, y, hue]) => [x, meets(criterion, y as number) ? 1 : 0, hue]),
  }
  return {
    ...panelOf(data),
    y: { label: 'yield', unit: '%', range: [0, 100] },
    series: groupLines(passed, 'none', logarithmic).map(({ hue, places }: PlotLine): PlotSeries => {
      const intervals = places.map(({ middle, count }) => wilsonInterval(middle * count, count))
      return {
        name: nameOf(data, hue),
        x: places.map(({ x }) => x),
        y: places.map(({ middle }) => 100 * middle),
        low: intervals.map(([low]) => 100 * low),
        high: intervals.map(([, high]) => 100 * high),
      }
    }),
  }
}

function panelOf({ third }: PlotData): Pick<PlotPanel, 'heading' | 'order'> {
  if (third === undefined) return {}
  return { heading: third.name, order: third.type === 'text' ? 'none' : 'rising' }
}

function nameOf({ third }: PlotData, hue: number | string): string {
  if (third === undefined) return ''
  return typeof hue === 'number' ? formatSi(hue, third.unit) : hue
}

function byHue({
  rows,
}: PlotData): { readonly hue: number | string; readonly rows: PlotData['rows'][number][] }[] {
  const groups = new Map<number | string, PlotData['rows'][number][]>()
  for (const row of rows) {
    const group = groups.get(row[2])
    if (group === undefined) groups.set(row[2], [row])
    else group.push(row)
  }
  return [...groups]
    .sort(([a], [b]) =>
      typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en'),
    )
    .map(([hue, group]) => ({ hue, rows: group }))
}

function binEdges(values: readonly number[]): number[] {
  const [low = 0, high = 1] = extent(values)
  if (!(high > low)) return [low - (Math.abs(low) || 1) / 20, high + (Math.abs(high) || 1) / 20]
  const count = Math.min(Math.max(thresholdFreedmanDiaconis(values, low, high), 5), MOST_BINS)
  const bins = bin().domain([low, high]).thresholds(count)(values as number[])
  const width = bins.length > 2 ? bins[1].x1! - bins[1].x0! : high - low
  // d3 cuts the outermost bins at the ends of the values; all bars here are equally wide.
  const first = bins.length > 1 ? bins[0].x1! - width : low
  const bars = Math.max(1, Math.ceil((high - first) / width - 1e-9))
  return Array.from({ length: bars + 1 }, (_, k) => first + k * width)
}

function binOf(edges: readonly number[], value: number): number {
  const last = edges.length - 2
  const at = Math.floor((value - edges[0]) / (edges[1] - edges[0]) + 1e-12)
  return Math.min(Math.max(at, 0), last)
}
