import { ticks } from 'd3-array'
import { element, RULE, SOFT_INK, textElement } from '../plots/drawing/svg.ts'

/** One line of a chart. */
export interface ChartLine {
  readonly name: string
  readonly colour: string
  readonly values: readonly number[]
}

export interface ChartOptions {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Of the values on the horizontal axis: the first and the last. */
  readonly span: readonly [number, number]
  readonly xTitle: string
  readonly yTitle: string
  /** Ends of the vertical axis; left out, 0 and the largest value. */
  readonly range?: readonly [number, number]
  /** Bars down to the lower end instead of lines. */
  readonly bars?: boolean
}

/** Lines (or bars) over equally spaced values, with axes and their names, as shapes of an SVG. */
export function lineChart(lines: readonly ChartLine[], options: ChartOptions): string[] {
  const { x, y, width, height, span, xTitle, yTitle, bars = false } = options
  const most = Math.max(...lines.flatMap(line => line.values.filter(Number.isFinite)))
  const [low, high] = options.range ?? [0, most > 0 ? most * 1.05 : 1]
  const across = (value: number): number => x + ((value - span[0]) / (span[1] - span[0] || 1)) * width
  const up = (value: number): number => y + height - ((value - low) / (high - low)) * height
  const soft = { fill: SOFT_INK }
  const parts = [element('rect', { x, y, width, height, fill: 'none', stroke: RULE, 'stroke-width': 0.75 })]
  for (const tick of ticks(low, high, 5)) {
    parts.push(element('line', { x1: x, x2: x + width, y1: up(tick), y2: up(tick), stroke: '#e4e4e4' }))
    parts.push(textElement(tickText(tick), x - 6, up(tick) + 4, 11, { ...soft, 'text-anchor': 'end' }))
  }
  for (const tick of ticks(span[0], span[1], 8)) {
    parts.push(
      textElement(tickText(tick), across(tick), y + height + 16, 11, { ...soft, 'text-anchor': 'middle' }),
    )
  }
  lines.forEach(({ name, colour, values }, n) => {
    const place = (k: number): number =>
      across(span[0] + ((span[1] - span[0]) * k) / Math.max(1, values.length - 1))
    if (bars) parts.push(...barShapes(values, colour, options, up))
    else {
      const points = values.flatMap((value, k) =>
        Number.isFinite(value) ? [`${place(k).toFixed(2)},${up(value).toFixed(2)}`] : [],
      )
      parts.push(
        element('polyline', { points: points.join(' '), fill: 'none', stroke: colour, 'stroke-width': 2 }),
      )
    }
    // One line needs no legend: the axis names it.
    if (lines.length === 1) return
    const left = x + width - 150
    parts.push(element('rect', { x: left, y: y + 10 + 18 * n, width: 14, height: 4, fill: colour }))
    parts.push(textElement(name, left + 20, y + 16 + 18 * n, 11.5))
  })
  parts.push(textElement(xTitle, x + width / 2, y + height + 34, 12, { ...soft, 'text-anchor': 'middle' }))
  parts.push(textElement(yTitle, x, y - 8, 12, soft))
  return parts
}

/** Bars beside each other would hide nothing: they are drawn half transparent over each other. */
function barShapes(
  values: readonly number[],
  colour: string,
  { x, y, width, height }: ChartOptions,
  up: (value: number) => number,
): string[] {
  const wide = width / values.length
  return values.map((value, k) =>
    element('rect', {
      x: x + k * wide,
      y: up(value),
      width: wide,
      height: y + height - up(value),
      fill: colour,
      'fill-opacity': 0.5,
    }),
  )
}

function tickText(value: number): string {
  return String(Number(value.toPrecision(6))).replace('-', '−')
}
