import type { Plane } from '../../arrays/plane.ts'
import { barWidth, colourBar, hatchDefinition, legendHeight } from '../plots/colours/colour-bar.ts'
import { valueScale } from '../plots/colours/value-scale.ts'
import { element, SOFT_INK, svgDocument, textElement } from '../plots/drawing/svg.ts'
import { fitText, textWidth } from '../plots/drawing/text-width.ts'
import { cellNumbers } from '../plots/maps/cell-values.ts'
import { lineAxes, wordLineAxisWidth } from '../plots/maps/line-axes.ts'
import { MAX_SIDE, mapPanel } from '../plots/maps/map-panel.ts'
import { sheetLayout } from '../plots/maps/sheet-layout.ts'

/** Planes of one quantity, one for each slice. */
export interface CellMaps {
  readonly title: string
  readonly subtitle: string
  readonly unit: string
  readonly planes: readonly Plane[]
}

const MARGIN = 28
const TOP = 104
const BAR = { gap: 22, width: 16, maxHeight: 300 } as const
/** A drawing with more cells than this embeds them as pictures. */
const MAX_SHAPES = 6000

/** The cells of a matrix in one colour scale, slices beside each other, as an SVG document. */
export function cellMaps({ title, subtitle, unit, planes: slices }: CellMaps): string {
  const size = slices[0].shape as [number, number]
  const planes = slices.map(slice => slice.data)
  const scale = valueScale(planes, unit, undefined)
  const layout = sheetLayout(planes.length, size, textWidth('slice 10', 13, true))
  const numbers = cellNumbers(planes, scale, layout.cell)
  const left = MARGIN + wordLineAxisWidth(size[0])
  const panels = planes.map((plane, k) => ({
    plane,
    x: left + (k % layout.columns) * layout.slotWidth,
    y: TOP + Math.floor(k / layout.columns) * layout.slotHeight,
  }))
  const gridWidth = (layout.columns - 1) * layout.slotWidth + layout.panelWidth
  const gridHeight = (layout.rows - 1) * layout.slotHeight + layout.panelHeight
  const barHeight = Math.min(Math.max(gridHeight - legendHeight(scale), 96), BAR.maxHeight)
  const bar = { x: left + gridWidth + BAR.gap, y: TOP + 4, width: BAR.width, height: barHeight }
  const text = 2 * MARGIN + Math.max(textWidth(title, 21, true), textWidth(subtitle, 13))
  const width = Math.ceil(Math.max(bar.x + barWidth(scale, BAR.width) + MARGIN, Math.min(text, 960)))
  const bottom = Math.max(TOP + gridHeight + 34, bar.y + barHeight + legendHeight(scale) + 8)
  const factor = Math.ceil(Math.max(...size) / MAX_SIDE)
  const note = factor > 1 ? `; each point is the mean of ${factor} x ${factor} cells` : ''
  return svgDocument(width, Math.ceil(bottom + MARGIN / 2), title, [
    element('defs', {}, hatchDefinition()),
    textElement(fitText(title, width - 2 * MARGIN, 21, true), MARGIN, 36, 21, { 'font-weight': 'bold' }),
    textElement(fitText(subtitle + note, width - 2 * MARGIN, 13), MARGIN, 57, 13, { fill: SOFT_INK }),
    ...panels.flatMap((panel, k) => [
      ...(planes.length === 1
        ? []
        : [textElement(`slice ${k}`, panel.x, panel.y - 8, 13, { 'font-weight': 'bold' })]),
      ...mapPanel({
        ...panel,
        size,
        cell: layout.cell,
        scale,
        numbers,
        embedded: planes.length * size[0] * size[1] > MAX_SHAPES,
        outlined: false,
      }),
    ]),
    ...lineAxes(panels, layout, size, ['word line', 'bit line']),
    ...colourBar(scale, bar),
  ])
}
