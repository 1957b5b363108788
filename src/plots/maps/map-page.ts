import { barWidth, colourBar, hatchDefinition, legendHeight } from '../colours/colour-bar.ts'
import type { ValueScale } from '../colours/value-scale.ts'
import { element, SOFT_INK, svgDocument, textElement } from '../drawing/svg.ts'
import { fitText, textWidth } from '../drawing/text-width.ts'
import type { CellNumbers } from './cell-values.ts'
import { lineAxes, wordLineAxisWidth } from './line-axes.ts'
import { mapPanel } from './map-panel.ts'
import type { LineNames } from './map-series.ts'
import { LABEL_HEIGHT, type SheetLayout } from './sheet-layout.ts'

/** A map on a page, with what stands above it. */
export interface PageMap {
  readonly plane: Float64Array
  readonly label?: string
  /** Smaller, below the label. */
  readonly detail?: string
}

/** Maps of one quantity and one size under one title. */
export interface MapPage {
  readonly title: string
  readonly subtitle: string
  /** Name of the document for those who cannot see it. @defaultValue the title */
  readonly name?: string
  /** At the bottom; '' for none. */
  readonly note: string
  readonly size: readonly [number, number]
  /** Row by row. */
  readonly maps: readonly PageMap[]
  readonly scale: ValueScale
  readonly layout: SheetLayout
  /** Names of the lines on the axes; left out, there are no axes. */
  readonly lines?: LineNames
  /** Names left of each row of maps. */
  readonly rowNames?: readonly string[]
  readonly numbers?: CellNumbers | undefined
}

const MARGIN = 28
const HEADER = 66
const NO_LABEL_HEIGHT = 14
const BIT_LINE_AXIS = 34
const BAR = { gap: 22, width: 16, maxHeight: 300 } as const
/** Widest title, px; longer ones are cut. */
const WIDEST_TEXT = 900
const ROW_NAME_SIZE = 11.5

/** A drawing with more cells than this embeds them as pictures. */
const MAX_SHAPES = 6000

/** Whether the cells of so many maps are embedded as pictures. */
export function isEmbedded(maps: number, [rows, columns]: readonly [number, number]): boolean {
  return maps * rows * columns > MAX_SHAPES
}

/** Title, maps with their axes, and one colour bar for all of them, as an SVG document. */
export function mapPage(page: MapPage): string {
  const { title, subtitle, name = title, note, size, maps, scale, layout, lines, numbers } = page
  const { rowNames = [] } = page
  const left = lines === undefined ? rowNameWidth(rowNames) : wordLineAxisWidth(size[0])
  const labelled = maps.some(({ label }) => label !== undefined)
  const origin = { x: MARGIN + left, y: HEADER + (labelled ? LABEL_HEIGHT : NO_LABEL_HEIGHT) }
  const panels = maps.map((map, k) => ({
    ...map,
    x: origin.x + (k % layout.columns) * layout.slotWidth,
    y: origin.y + Math.floor(k / layout.columns) * layout.slotHeight,
  }))
  const room = labelRoom(layout)
  const gridWidth = (layout.columns - 1) * layout.slotWidth + Math.max(layout.panelWidth, room)
  const gridHeight = (layout.rows - 1) * layout.slotHeight + layout.panelHeight
  const barHeight = Math.min(Math.max(gridHeight - legendHeight(scale), 96), BAR.maxHeight)
  const bar = { x: origin.x + gridWidth + BAR.gap, y: origin.y + 4, width: BAR.width, height: barHeight }
  const text = Math.max(textWidth(title, 21, true), textWidth(subtitle, 13), textWidth(note, 11))
  const width = Math.ceil(
    Math.max(bar.x + barWidth(scale, BAR.width) + MARGIN, MARGIN * 2 + Math.min(text, WIDEST_TEXT)),
  )
  const axis = lines === undefined ? 0 : BIT_LINE_AXIS
  const bottom = Math.max(origin.y + gridHeight + axis, bar.y + barHeight + legendHeight(scale) + 8)
  const height = Math.ceil(bottom + (note === '' ? 0 : 20) + MARGIN / 2)
  const embedded = isEmbedded(maps.length, size)
  return svgDocument(width, height, name, [
    element('defs', {}, hatchDefinition()),
    textElement(fitText(title, width - 2 * MARGIN, 21, true), MARGIN, 36, 21, { 'font-weight': 'bold' }),
    textElement(fitText(subtitle, width - 2 * MARGIN, 13), MARGIN, 57, 13, { fill: SOFT_INK }),
    ...rowNames.map((row, k) =>
      textElement(
        row,
        origin.x - 8,
        origin.y + k * layout.slotHeight + layout.panelHeight / 2 + 4,
        ROW_NAME_SIZE,
        { fill: SOFT_INK, 'text-anchor': 'end' },
      ),
    ),
    ...panels.flatMap(({ plane, label, detail, x, y }) => [
      ...stamp(label, detail, { x, y }, room),
      ...mapPanel({ plane, x, y, size, cell: layout.cell, scale, numbers, embedded }),
    ]),
    ...(lines === undefined ? [] : lineAxes(panels, layout, size, lines)),
    ...colourBar(scale, bar),
    ...(note === '' ? [] : [textElement(note, MARGIN, height - MARGIN / 2 - 2, 11, { fill: SOFT_INK })]),
  ])
}

function rowNameWidth(names: readonly string[]): number {
  return Math.max(0, ...names.map(name => textWidth(name, ROW_NAME_SIZE) + 8))
}

function labelRoom({ slotWidth }: SheetLayout): number {
  return slotWidth - 12
}

/** Label and detail above a map. */
function stamp(
  label: string | undefined,
  detail: string | undefined,
  at: { readonly x: number; readonly y: number },
  room: number,
): string[] {
  return [
    ...(label === undefined
      ? []
      : [
          textElement(fitText(label, room, 13, true), at.x, at.y - (detail === undefined ? 8 : 21), 13, {
            'font-weight': 'bold',
          }),
        ]),
    ...(detail === undefined ? [] : [textElement(detail, at.x, at.y - 6, 11.5, { fill: SOFT_INK })]),
  ]
}
