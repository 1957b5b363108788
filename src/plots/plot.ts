import { type AxisSpec, type PlotAxis, plotAxis } from './axis.ts'
import { element, INK, SOFT_INK, svgDocument, textElement } from './drawing/svg.ts'
import { fitText } from './drawing/text-width.ts'
import { BELOW, leftWidth, type PlotBox, placeIn, plotFrame } from './frame.ts'
import { drawLegend, type LegendEntry, legendWidth } from './legend.ts'
import { seriesColour } from './palette.ts'
import { drawBand, drawBars, drawSeries, type PlotBars, type PlotSeries } from './series.ts'

/** Values over a common x, in a frame of their own. */
export interface PlotPanel {
  readonly y: AxisSpec
  /** Its own x axis. @defaultValue that of the plot, which panels without one share */
  readonly x?: AxisSpec
  readonly series?: readonly PlotSeries[]
  readonly bars?: readonly PlotBars[]
  /** An interval of y that is shaded over the whole width, as of a published figure. */
  readonly accepted?: { readonly low: number; readonly high: number; readonly name: string }
  /** Values of y with a dashed line across the plot. */
  readonly marks?: readonly number[]
  /** Title of the legend, such as the name of a setting. */
  readonly heading?: string
  /** Whether series rise with a value: then their colours do. @defaultValue 'none' */
  readonly order?: 'rising' | 'none'
  /** Height of the frame, px. @defaultValue 330 for one panel, less for each of several */
  readonly height?: number
}

/** A whole plot: panels below each other over one x axis, but those with one of their own. */
export interface PlotSpec {
  readonly title: string
  /** Smaller, below it. */
  readonly subtitle?: string
  readonly x: AxisSpec
  readonly panels: readonly PlotPanel[]
}

const WIDTH = 760
const MARGIN = 20
const TOP = 76
const GAP = 22
const ACCEPTED = '#2a9d3a'
/** Of one panel, of each of two, of each of more, px. */
const HEIGHTS = [330, 210, 160] as const

/** Draws a plot. @returns a whole SVG document */
export function plot({ title, subtitle = '', x: along, panels }: PlotSpec): string {
  const shared = plotAxis(along, panels.filter(panel => panel.x === undefined).flatMap(valuesAlong), 'along')
  const ups = panels.map(panel => plotAxis(panel.y, valuesUp(panel), 'up'))
  const left = MARGIN - 8 + Math.max(...ups.map(leftWidth))
  const entries = panels.map(legendEntries)
  const legends = Math.max(...panels.map(({ heading }, k) => legendWidth(entries[k], heading)))
  const width = WIDTH - left - legends - MARGIN
  let top = TOP
  const drawn = panels.map((panel, k) => {
    const box = { x: left, y: top, width, height: panel.height ?? HEIGHTS[Math.min(panels.length, 3) - 1] }
    const next = panels.at(k + 1)
    const last = k === panels.length - 1
    // Numbers stand below the last panel of an axis.
    const below = last || panel.x !== undefined || next?.x !== undefined
    top += box.height + GAP + (below && !last ? BELOW : 0)
    const x = panel.x === undefined ? shared : plotAxis(panel.x, valuesAlong(panel), 'along')
    return drawPanel(panel, box, x, ups[k], { below, clip: `box${k}`, entries: entries[k] })
  })
  return svgDocument(WIDTH, top - GAP + BELOW + 8, title, [
    ...plotHeading(title, subtitle, WIDTH),
    ...drawn.flat(),
  ])
}

/** Title and, softer, what the plot is of. */
export function plotHeading(title: string, subtitle: string, width: number): string[] {
  const room = width - 2 * MARGIN
  return [
    textElement(fitText(title, room, 17, true), MARGIN, 32, 17, { 'font-weight': 'bold' }),
    textElement(fitText(subtitle, room, 12), MARGIN, 54, 12, { fill: SOFT_INK }),
  ]
}

interface PanelPlace {
  /** Numbers and name of the x axis stand below it. */
  readonly below: boolean
  readonly clip: string
  readonly entries: readonly LegendEntry[]
}

function drawPanel(
  panel: PlotPanel,
  box: PlotBox,
  x: PlotAxis,
  y: PlotAxis,
  { below, clip, entries }: PanelPlace,
): string[] {
  const { series = [], bars = [], marks = [], accepted, heading } = panel
  const colours = coloursOf(panel)
  const content = [
    ...bars.flatMap((one, k) => drawBars(one, colours[series.length + k], box, x, y)),
    // All bands lie below all lines.
    ...series.flatMap((one, k) => drawBand(one, colours[k], box, x, y)),
    ...series.flatMap((one, k) => drawSeries(one, colours[k], box, x, y)),
  ]
  return [
    element('defs', {}, element('clipPath', { id: clip }, element('rect', { ...box }))),
    ...(accepted === undefined ? [] : [acceptedBand(accepted, box, x, y)]),
    ...plotFrame(box, x, y, { below }),
    ...marks.map(value => markAcross(value, box, x, y)),
    element('g', { 'clip-path': `url(#${clip})` }, content.join('')),
    ...drawLegend(entries, entries.length === 0 ? undefined : heading, box.x + box.width + 18, box.y),
  ]
}

function coloursOf({ series = [], bars = [], order = 'none' }: PlotPanel): string[] {
  const all = [...series, ...bars]
  return all.map(({ colour }, k) => colour ?? seriesColour(k, all.length, order))
}

/** One series that is named by its axis needs no legend. */
function legendEntries(panel: PlotPanel): LegendEntry[] {
  const { series = [], bars = [], accepted, heading } = panel
  const colours = coloursOf(panel)
  const entries = [
    ...series.map(
      ({ name, style = 'line' }, k): LegendEntry => ({
        name,
        colour: colours[k],
        mark: style === 'steps' ? 'line' : style,
      }),
    ),
    ...bars.map(({ name }, k): LegendEntry => ({ name, colour: colours[series.length + k], mark: 'bar' })),
    ...(accepted === undefined ? [] : [{ name: accepted.name, colour: ACCEPTED, mark: 'band' } as const]),
  ].filter(({ name }) => name !== '')
  return entries.length > 1 || heading !== undefined ? entries : []
}

function acceptedBand(
  { low, high }: { readonly low: number; readonly high: number },
  box: PlotBox,
  x: PlotAxis,
  y: PlotAxis,
): string {
  const [, top] = placeIn(box, x, y, '', high)
  const [, bottom] = placeIn(box, x, y, '', low)
  const place = { x: box.x, y: top, width: box.width, height: Math.max(1.5, bottom - top) }
  return element('rect', { ...place, fill: ACCEPTED, 'fill-opacity': 0.16 })
}

function markAcross(value: number, box: PlotBox, x: PlotAxis, y: PlotAxis): string {
  const [, at] = placeIn(box, x, y, '', value)
  const d = `M${box.x.toFixed(2)} ${at.toFixed(2)}h${box.width.toFixed(2)}`
  return element('path', { class: 'mark', d, stroke: INK, 'stroke-width': 1.2, 'stroke-dasharray': '5 4' })
}

function valuesAlong({ series = [], bars = [] }: PlotPanel): (number | string)[] {
  return [...series.flatMap(({ x }) => x), ...bars.flatMap(({ edges }) => edges)]
}

function valuesUp({ series = [], bars = [], accepted, marks = [] }: PlotPanel): number[] {
  return [
    ...series.flatMap(({ y, low = [], high = [] }) => [...y, ...low, ...high]),
    ...bars.flatMap(({ heights }) => heights),
    ...(bars.length > 0 ? [0] : []),
    ...(accepted === undefined ? [] : [accepted.low, accepted.high]),
    ...marks,
  ]
}
