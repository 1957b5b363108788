import { barWidth, colourBar, hatchDefinition } from '../../plots/colours/colour-bar.ts'
import { hexColour, mapColour, NON_POSITIVE_GREY } from '../../plots/colours/colour-map.ts'
import { scalePosition, type ValueScale, valueScale } from '../../plots/colours/value-scale.ts'
import { element, svgDocument } from '../../plots/drawing/svg.ts'
import { cellNumbers, cellValue } from '../../plots/maps/cell-values.ts'
import type { StudyColumn } from '../rows/study-columns.ts'
import type { PlotGrid } from './group-rows.ts'
import { heading } from './line-plot.ts'
import { type PlotAxis, valueText } from './plot-axis.ts'
import { leftWidth, type PlotBox, plotFrame } from './plot-frame.ts'

export interface HeatMap {
  readonly title: string
  readonly subtitle: string
  readonly grid: PlotGrid
  readonly x: StudyColumn
  readonly y: StudyColumn
  readonly value: StudyColumn
}

const AREA = { width: 640, height: 420 } as const
const MOST_CELL = 90
const TOP = 84
const BAR = { gap: 26, width: 18 } as const

/** Means over two settings as colours, each cell of the same size. @returns a whole SVG document */
export function heatMap({ title, subtitle, grid, x, y, value }: HeatMap): string {
  const { xs, ys, means } = grid
  const scale = valueScale([means], value.unit, undefined)
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
  const numbers = cellNumbers([means], scale, Math.min(cell.width, cell.height * 1.6))
  const cells = [...means].flatMap((mean, k) => {
    const [column, row] = [k % xs.length, Math.floor(k / xs.length)]
    const [cx, cy] = [box.x + column * cell.width, box.y + (ys.length - 1 - row) * cell.height]
    const place = { x: cx, y: cy, width: cell.width + 0.3, height: cell.height + 0.3 }
    const middle = [cx + cell.width / 2, cy + cell.height / 2] as const
    return [
      element('rect', { ...place, fill: fillOf(mean, scale) }),
      ...(numbers === undefined ? [] : [cellValue(mean, numbers, scale, middle, false)]),
    ]
  })
  const height = Math.max(box.y + box.height + 64, bar.y + bar.height + 30)
  return svgDocument(width, height, title, [
    element('defs', {}, hatchDefinition()),
    ...heading({ title, subtitle }, width),
    ...cells,
    ...plotFrame(box, xAxis, yAxis, false),
    ...colourBar(scale, bar),
  ])
}

/** Cells in a row, each with its value below its middle. */
function cellAxis(values: readonly (number | string)[], { name, unit }: StudyColumn): PlotAxis {
  const place = (value: number | string): number => (values.indexOf(value) + 0.5) / values.length
  return {
    scale: 'words',
    title: name,
    ticks: values.map(value => ({ position: place(value), label: valueText(value, unit) })),
    place,
  }
}

function fillOf(value: number, scale: ValueScale): string {
  if (!Number.isFinite(value)) return 'url(#hatch)'
  const position = scalePosition(scale, value)
  return hexColour(Number.isNaN(position) ? NON_POSITIVE_GREY : mapColour(scale.kind, position))
}
