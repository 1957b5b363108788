import { area, line } from 'd3-shape'
import type { PlotAxis } from './axis.ts'
import { element } from './drawing/svg.ts'
import { type PlotBox, placeIn } from './frame.ts'

/** Values over x. Those that are not finite, or not positive on a log axis, are gaps. */
export interface PlotSeries {
  /** In the legend; '' leaves it out. */
  readonly name: string
  readonly x: readonly (number | string)[]
  readonly y: readonly number[]
  /** Lower and upper ends around y, of the same length. */
  readonly low?: readonly number[]
  readonly high?: readonly number[]
  /** How the ends are drawn. @defaultValue 'band' */
  readonly spread?: 'band' | 'bars'
  /** @defaultValue 'line', with a point at each value where they are few */
  readonly style?: 'line' | 'points' | 'dashes' | 'steps'
  /** @defaultValue one of the palette */
  readonly colour?: string
}

/** Bars of a histogram: heights between edges, one edge more than heights. */
export interface PlotBars {
  readonly name: string
  readonly edges: readonly number[]
  readonly heights: readonly number[]
  /** @defaultValue one of the palette */
  readonly colour?: string
}

/** With so few values each has a point. */
const FEW = 40
const CAP = 4

type Place = readonly [x: number, y: number]

/** The band of a series; drawn below all lines. */
export function drawBand(
  series: PlotSeries,
  colour: string,
  box: PlotBox,
  x: PlotAxis,
  y: PlotAxis,
): string[] {
  const { low, high, spread = 'band' } = series
  if (low === undefined || high === undefined || spread === 'bars') return []
  const ends = series.x.map(
    (at, k) => [placeIn(box, x, y, at, low[k]), placeIn(box, x, y, at, high[k])] as const,
  )
  const shape = area<readonly [Place, Place]>()
    .defined(([bottom, top]) => finite(bottom) && finite(top))
    .x(([bottom]) => bottom[0])
    .y0(([bottom]) => bottom[1])
    .y1(([, top]) => top[1])
    .digits(2)
  const d = shape(ends)
  return d === null || d === ''
    ? []
    : [element('path', { class: 'band', d, fill: colour, 'fill-opacity': 0.18 })]
}

/**
 * Line, points and error bars of a series. Points on the edge of the box are drawn whole.
 * @param clip attributes that cut what is drawn at the box
 */
export function drawSeries(
  series: PlotSeries,
  colour: string,
  box: PlotBox,
  [x, y]: readonly [x: PlotAxis, y: PlotAxis],
  clip: Readonly<Record<string, string>>,
): string[] {
  const { style = 'line' } = series
  const places = series.x.map((at, k) => placeIn(box, x, y, at, series.y[k]))
  const bars = errorBars(series, colour, box, x, y)
  const parts = bars.length === 0 ? [] : [element('g', clip, bars.join(''))]
  if (style !== 'points') {
    const d = line().defined(finite).digits(2)(
      style === 'steps' ? stairs(places) : (places as [number, number][]),
    )
    const stroke = { fill: 'none', stroke: colour, 'stroke-width': 1.8, 'stroke-linejoin': 'round' }
    const dashes = style === 'dashes' ? '6 4' : undefined
    if (d !== null && d !== '')
      parts.push(element('path', { class: 'line', d, ...stroke, 'stroke-dasharray': dashes, ...clip }))
  }
  if (style === 'points' || (style === 'line' && places.length <= FEW)) {
    const r = style === 'line' ? 3 : places.length > 500 ? 1.6 : 2.6
    for (const [cx, cy] of places.filter(place => finite(place) && isInside(place, box)))
      parts.push(element('circle', { cx, cy, r, fill: colour }))
  }
  return parts
}

/** Whether a place is in a box or on its edge, with what rounding leaves. */
function isInside([x, y]: readonly [number, number], box: PlotBox): boolean {
  const e = 1e-6
  return x >= box.x - e && x <= box.x + box.width + e && y >= box.y - e && y <= box.y + box.height + e
}

/** Bars from the lower end of y; half transparent, so that they hide nothing behind them. */
export function drawBars(
  { edges, heights }: PlotBars,
  colour: string,
  box: PlotBox,
  x: PlotAxis,
  y: PlotAxis,
): string[] {
  const bottom = box.y + box.height
  return heights.flatMap((height, k) => {
    const [left, top] = placeIn(box, x, y, edges[k], height)
    const [right] = placeIn(box, x, y, edges[k + 1], height)
    if (!finite([left, top]) || !Number.isFinite(right) || top >= bottom) return []
    const place = { x: left, y: top, width: Math.max(right - left, 0.5), height: bottom - top }
    return [
      element('rect', {
        class: 'bar',
        ...place,
        fill: colour,
        'fill-opacity': 0.5,
        stroke: colour,
        'stroke-width': 0.75,
      }),
    ]
  })
}

function errorBars(
  { x: along, low, high, spread }: PlotSeries,
  colour: string,
  box: PlotBox,
  x: PlotAxis,
  y: PlotAxis,
): string[] {
  if (low === undefined || high === undefined || spread !== 'bars') return []
  return along.flatMap((at, k) => {
    const [[left, bottom], [, top]] = [placeIn(box, x, y, at, low[k]), placeIn(box, x, y, at, high[k])]
    if (!finite([left, bottom]) || !Number.isFinite(top)) return []
    const [from, to] = [left - CAP, left + CAP].map(end => end.toFixed(2))
    const [lower, upper, middle] = [bottom, top, left].map(end => end.toFixed(2))
    const d = `M${middle} ${lower}V${upper}M${from} ${lower}H${to}M${from} ${upper}H${to}`
    return [element('path', { class: 'error', d, fill: 'none', stroke: colour, 'stroke-width': 1.4 })]
  })
}

/** Each value holds until the next. */
function stairs(places: readonly Place[]): [number, number][] {
  return places.flatMap(([x, y], k): [number, number][] =>
    k + 1 < places.length
      ? [
          [x, y],
          [places[k + 1][0], y],
        ]
      : [[x, y]],
  )
}

function finite([x, y]: Place): boolean {
  return Number.isFinite(x) && Number.isFinite(y)
}
