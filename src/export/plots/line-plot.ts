import { interpolateViridis, schemeTableau10 } from 'd3-scale-chromatic'
import { element, INK, RULE, SOFT_INK, svgDocument, textElement } from '../../plots/drawing/svg.ts'
import { fitText, textWidth } from '../../plots/drawing/text-width.ts'
import { type AxisSpec, type PlotAxis, plotAxis } from './plot-axis.ts'

/** One curve of a plot. */
export interface PlotCurve {
  readonly name: string
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** Ends of a band around it. */
  readonly low?: readonly number[]
  readonly high?: readonly number[]
  /** Bars: a dot with a line from low to high. @defaultValue line, with dots where there are few points */
  readonly style?: 'line' | 'dots' | 'dashes' | 'bars'
}

export interface PlotSpec {
  readonly title: string
  /** Smaller, below it. */
  readonly subtitle?: string
  readonly x: AxisSpec
  readonly y: AxisSpec
  readonly curves: readonly PlotCurve[]
  /** An interval of y that is shaded over the whole width, as of a published figure. */
  readonly accepted?: { readonly low: number; readonly high: number; readonly name: string }
}

const WIDTH = 720
const HEIGHT = 440
const FRAME = { left: 84, right: 24, top: 64, bottom: 62 } as const
const SIZE = 13
const SMALL = 11.5
/** With so few points each is shown. */
const FEW = 40
/** More curves than this get a bar of colours from first to last in place of names. */
const MOST_NAMES = 8

/** Draws curves over two axes as an SVG document; points that are not finite, or not positive on a log axis, are gaps. */
export function linePlot(spec: PlotSpec): string {
  const { title, subtitle, curves, accepted } = spec
  const legend = curves.length > 1 || accepted !== undefined
  const rows = legend ? Math.min(curves.length, MOST_NAMES) + (accepted === undefined ? 0 : 1) : 0
  const names = [...curves.map(curve => curve.name), accepted?.name ?? '']
  const legendWidth = legend ? Math.min(220, 40 + Math.max(...names.map(name => textWidth(name, SMALL)))) : 0
  const box = {
    left: FRAME.left,
    top: FRAME.top,
    width: WIDTH - FRAME.left - FRAME.right - legendWidth,
    height: HEIGHT - FRAME.top - FRAME.bottom,
  }
  const x = plotAxis(
    spec.x,
    curves.flatMap(curve => curve.x),
  )
  const y = plotAxis(spec.y, [
    ...curves.flatMap(curve => [...curve.y, ...(curve.low ?? []), ...(curve.high ?? [])]),
    ...(accepted === undefined ? [] : [accepted.low, accepted.high]),
  ])
  const place = (u: number, v: number): readonly [number, number] => [
    box.left + x.position(u) * box.width,
    box.top + (1 - y.position(v)) * box.height,
  ]
  const colour = (k: number): string =>
    curves.length > MOST_NAMES
      ? interpolateViridis((0.92 * k) / Math.max(1, curves.length - 1))
      : schemeTableau10[k % 10]
  return svgDocument(WIDTH, HEIGHT, title, [
    textElement(fitText(title, WIDTH - 32, 16, true), 16, 26, 16, { 'font-weight': 'bold' }),
    ...(subtitle === undefined
      ? []
      : [textElement(fitText(subtitle, WIDTH - 32, SMALL), 16, 46, SMALL, { fill: SOFT_INK })]),
    ...(accepted === undefined ? [] : [acceptedBand(accepted, y, box)]),
    ...axes(x, y, box),
    ...curves.flatMap((curve, k) => drawCurve(curve, colour(k), place)),
    ...(rows === 0 ? [] : legendOf(curves, accepted?.name, colour, box.left + box.width + 18, box.top + 6)),
  ])
}

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

function axes(x: PlotAxis, y: PlotAxis, box: Box): string[] {
  const bottom = box.top + box.height
  const across = x.ticks.map(({ position, label }) => {
    const at = box.left + position * box.width
    return [
      element('line', { x1: at, y1: box.top, x2: at, y2: bottom, stroke: '#ececec' }),
      textElement(label, at, bottom + 18, SMALL, { 'text-anchor': 'middle' }),
    ].join('')
  })
  const along = y.ticks.map(({ position, label }) => {
    const at = bottom - position * box.height
    return [
      element('line', { x1: box.left, y1: at, x2: box.left + box.width, y2: at, stroke: '#ececec' }),
      textElement(label, box.left - 8, at + 4, SMALL, { 'text-anchor': 'end' }),
    ].join('')
  })
  const middle = box.top + box.height / 2
  return [
    ...across,
    ...along,
    element('rect', {
      x: box.left,
      y: box.top,
      width: box.width,
      height: box.height,
      fill: 'none',
      stroke: RULE,
    }),
    textElement(x.title, box.left + box.width / 2, bottom + 44, SIZE, { 'text-anchor': 'middle', fill: INK }),
    textElement(y.title, 20, middle, SIZE, {
      'text-anchor': 'middle',
      transform: `rotate(-90 20 ${middle})`,
      fill: INK,
    }),
  ]
}

function acceptedBand({ low, high }: { low: number; high: number }, y: PlotAxis, box: Box): string {
  const top = box.top + (1 - y.position(high)) * box.height
  const bottom = box.top + (1 - y.position(low)) * box.height
  const height = Math.max(1.5, bottom - top)
  return element('rect', {
    x: box.left,
    y: top,
    width: box.width,
    height,
    fill: '#2a9d3a',
    'fill-opacity': 0.16,
  })
}

type PlaceOf = (x: number, y: number) => readonly [number, number]

function drawCurve(curve: PlotCurve, colour: string, place: PlaceOf): string[] {
  const { x, y, low, high, style = 'line' } = curve
  const parts: string[] = []
  if (style === 'bars') {
    for (const [k, u] of x.entries()) {
      const ends = [place(u, low?.[k] ?? y[k]), place(u, high?.[k] ?? y[k])] as const
      if (!ends.every(finite)) continue
      const [[x1, y1], [x2, y2]] = ends
      parts.push(
        element('line', { x1, y1, x2, y2, stroke: colour, 'stroke-width': 5, 'stroke-opacity': 0.35 }),
      )
    }
  } else if (low !== undefined && high !== undefined) {
    const upper = x.map((u, k) => place(u, high[k]))
    const lower = x.map((u, k) => place(u, low[k])).reverse()
    const points = [...upper, ...lower].filter(finite)
    parts.push(element('polygon', { points: text(points), fill: colour, 'fill-opacity': 0.18 }))
  }
  const places = x.map((u, k) => place(u, y[k]))
  if (style !== 'dots' && style !== 'bars') {
    for (const piece of pieces(places)) {
      parts.push(
        element('polyline', {
          points: text(piece),
          fill: 'none',
          stroke: colour,
          'stroke-width': 1.8,
          'stroke-linejoin': 'round',
          'stroke-dasharray': style === 'dashes' ? '6 4' : undefined,
        }),
      )
    }
  }
  if (style === 'dots' || style === 'bars' || (style === 'line' && x.length <= FEW)) {
    for (const [cx, cy] of places.filter(finite)) {
      parts.push(element('circle', { cx, cy, r: style === 'line' ? 3.2 : 2.6, fill: colour }))
    }
  }
  return parts
}

function legendOf(
  curves: readonly PlotCurve[],
  accepted: string | undefined,
  colour: (k: number) => string,
  left: number,
  top: number,
): string[] {
  const shown = [...curves.keys()].filter(
    k => curves.length <= MOST_NAMES || k % Math.ceil(curves.length / MOST_NAMES) === 0,
  )
  const rows = shown.map((k, row) => {
    const at = top + 20 * row
    const { name, style } = curves[k]
    const mark =
      style === 'dots' || style === 'bars'
        ? element('circle', { cx: left + 9, cy: at, r: 3.2, fill: colour(k) })
        : element('line', {
            x1: left,
            y1: at,
            x2: left + 18,
            y2: at,
            stroke: colour(k),
            'stroke-width': 2.4,
            'stroke-dasharray': style === 'dashes' ? '6 4' : undefined,
          })
    return mark + textElement(fitText(name, 176, SMALL), left + 24, at + 4, SMALL)
  })
  if (accepted !== undefined) {
    const at = top + 20 * rows.length
    rows.push(
      element('rect', { x: left, y: at - 6, width: 18, height: 12, fill: '#2a9d3a', 'fill-opacity': 0.3 }) +
        textElement(fitText(accepted, 176, SMALL), left + 24, at + 4, SMALL),
    )
  }
  return rows
}

/** Runs of points without a gap. */
function pieces(points: readonly (readonly [number, number])[]): (readonly [number, number])[][] {
  const found: (readonly [number, number])[][] = [[]]
  for (const point of points) {
    if (finite(point)) found.at(-1)!.push(point)
    else if (found.at(-1)!.length > 0) found.push([])
  }
  return found.filter(piece => piece.length > 0)
}

function finite([x, y]: readonly [number, number]): boolean {
  return Number.isFinite(x) && Number.isFinite(y)
}

function text(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ')
}
