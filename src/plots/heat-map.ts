import type { AxisSpec, PlotAxis } from './axis.ts'
import { barWidth, colourBar, hatchDefinition } from './colours/colour-bar.ts'
import { hexColour, mapColour, NON_POSITIVE_GREY } from './colours/colour-map.ts'
import { scalePosition, type ValueScale, valueScale } from './colours/value-scale.ts'
import { formatSi } from './drawing/si-format.ts'
import { element, svgDocument } from './drawing/svg.ts'
import { leftWidth, type PlotBox, plotFrame } from './frame.ts'
import { cellNumbers, cellValue } from './maps/cell-values.ts'
import { plotHeading } from './plot.ts'

/** Values over two axes, each cell of the same size. */
export interface HeatMap {
  readonly title: string
  readonly subtitle: string
  readonly x: AxisSpec
  readonly y: AxisSpec
  /** Places along both axes, as the cells stand beside each other. */
  readonly xs: readonly (number | string)[]
  readonly ys: readonly (number | string)[]
  /** [ys, xs], row-major; NaN is hatched. */
  readonly values: Float64Array
  /** SI unit of the values; '' for a ratio. */
  readonly unit: string
}

const AREA = { width: 640, height: 420 } as const
const MOST_CELL = 90
const TOP = 84
const BAR = { gap: 26, width: 18 } as const

/** Values as colours, with their numbers where these fit. @returns a whole SVG document */
export function heatMap({ title, subtitle, x, y, xs, ys, values, unit }: HeatMap): string {
  const scale = valueScale([values], unit, undefined)
  const [xAxis, yAxis] = [cellAxis(xs, x), cellAxis(ys, y)]
  const cell = {
    width: Math.min(MOST_CELL, AREA.width / xs.length),
    height: Math.min(MOST_CELL * 0.7, AREA.height / ys.length),
  }
  const left = leftWidth(yAxis) + 12
  const box: PlotBox = { x: left, y: TOP, width: cell.width * xs.length, height: cell.height * ys.length }
  const bar = {
    x: box.x + box.width + BAR.gap,
    y: TOP + 22,
    width: BAR.width,
    height: Math.max(box.height - 22, 120),
  }
  const width = Math.max(bar.x + barWidth(scale, BAR.width) + 20, 420)
  const numbers = cellNumbers([values], scale, Math.min(cell.width, cell.height * 1.6))
  const cells = [...values].flatMap((value, k) => {
    const [column, row] = [k % xs.length, Math.floor(k / xs.length)]
    const [cx, cy] = [box.x + column * cell.width, box.y + (ys.length - 1 - row) * cell.height]
    const place = { x: cx, y: cy, width: cell.width + 0.3, height: cell.height + 0.3 }
    const middle = [cx + cell.width / 2, cy + cell.height / 2] as const
    return [
      element('rect', { ...place, fill: fillOf(value, scale) }),
      ...(numbers === undefined ? [] : [cellValue(value, numbers, scale, middle)]),
    ]
  })
  const height = Math.max(box.y + box.height + 64, bar.y + bar.height + 30)
  return svgDocument(width, height, title, [
    element('defs', {}, hatchDefinition()),
    ...plotHeading(title, subtitle, width),
    ...cells,
    ...plotFrame(box, xAxis, yAxis, { grid: false }),
    ...colourBar(scale, bar),
  ])
}

/** Cells in a row, each with its value at its middle. */
function cellAxis(values: readonly (number | string)[], { label, unit, display }: AxisSpec): PlotAxis {
  const position = (value: number | string): number => (values.indexOf(value) + 0.5) / values.length
  const text = (value: number | string): string => {
    if (typeof value === 'string') return value
    return display === undefined ? formatSi(value, unit) : formatSi(value / display.factor, '')
  }
  return {
    kind: 'words',
    title: display === undefined ? label : `${label} (${display.label})`,
    ticks: values.map(value => ({ position: position(value), label: text(value) })),
    position,
  }
}

function fillOf(value: number, scale: ValueScale): string {
  if (!Number.isFinite(value)) return 'url(#hatch)'
  const position = scalePosition(scale, value)
  return hexColour(
    Number.isNaN(position) ? NON_POSITIVE_GREY : mapColour(scale.kind, position, scale.colourMap),
  )
}
