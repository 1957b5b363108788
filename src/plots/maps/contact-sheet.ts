import { barWidth, colourBar, hatchDefinition, legendHeight } from '../colours/colour-bar.ts'
import type { ValueScale } from '../colours/value-scale.ts'
import { formatSi } from '../drawing/si-format.ts'
import { element, SOFT_INK, svgDocument, textElement } from '../drawing/svg.ts'
import { fitText, textWidth } from '../drawing/text-width.ts'
import { type CellNumbers, cellNumbers } from './cell-values.ts'
import { chooseFrames } from './choose-frames.ts'
import { framesWithValues } from './frames-with-values.ts'
import { lineAxes, wordLineAxisWidth } from './line-axes.ts'
import { MAX_SIDE, mapPanel } from './map-panel.ts'
import { type MapSeries, mapScale, WORD_AND_BIT } from './map-series.ts'
import { outlineDefinitions } from './number-outlines.ts'
import { LABEL_HEIGHT, type SheetLayout, sheetLayout } from './sheet-layout.ts'

/** Options of a contact sheet. */
export interface ContactSheetOptions {
  /** Frames to show; left out, those of the series, or all up to 16, or else twelve with the first and the last. */
  readonly frames?: readonly number[]
  /** Cell values as shapes, as fast to render as they look alike; left out, as text. */
  readonly outlined?: boolean
  /** The maps alone: no title, footer, axes and colour bar. */
  readonly bare?: boolean
  /** Side of a cell, px; left out, as large as a slide has room for. */
  readonly cellPixels?: number
  /** Numbers in the cells. @defaultValue where they fit */
  readonly numbers?: boolean
}

const MAX_PANELS = 16
const FEWER_PANELS = 12
/** More panels than this leave no room for maps, even where a scenario names them. */
const MOST_NAMED = 24
const MARGIN = 28
/** Between maps that stand alone, px. */
const BARE_GAP = 6
const HEADER = 66
const BIT_LINE_AXIS = 34
const BAR = { gap: 22, width: 16, maxHeight: 300 } as const

/** A drawing with more cells than this embeds them as pictures. */
const MAX_SHAPES = 6000

/**
 * All frames of one quantity on one page, in one colour scale, as an SVG document. The scale is that of all frames,
 * shown or not, so that two sheets of a run can be compared.
 */
export function contactSheet(series: MapSeries, options: ContactSheetOptions = {}): string {
  const { size, quantity } = series
  const shown = options.frames ?? framesOfSheet(series)
  const planes = shown.map(frame => quantity.planes[frame])
  const scale = {
    ...mapScale(series),
    // The legend explains what can be seen.
    hasMissing: planes.some(plane => !plane.every(Number.isFinite)),
  }
  const layout = sheetLayout(shown.length, size, labelWidth(series, shown), options.cellPixels)
  const numbers = options.numbers === false ? undefined : cellNumbers(planes, scale, layout.cell)
  const origin = { x: MARGIN + wordLineAxisWidth(size[0]), y: HEADER + LABEL_HEIGHT }
  if (options.bare === true)
    return bareSheet(series, planes, { scale, layout, numbers, outlined: options.outlined === true })
  const panels = planes.map((plane, k) => ({
    plane,
    x: origin.x + (k % layout.columns) * layout.slotWidth,
    y: origin.y + Math.floor(k / layout.columns) * layout.slotHeight,
  }))

  const gridWidth =
    (layout.columns - 1) * layout.slotWidth + Math.max(layout.panelWidth, textSlot(layout.slotWidth))
  const gridHeight = (layout.rows - 1) * layout.slotHeight + layout.panelHeight
  const barHeight = Math.min(Math.max(gridHeight - legendHeight(scale), 96), BAR.maxHeight)
  const bar = { x: origin.x + gridWidth + BAR.gap, y: origin.y + 4, width: BAR.width, height: barHeight }
  const note = noteOf(series, shown)
  const title = quantity.title
  const lines = series.lines ?? WORD_AND_BIT
  const subtitle = `${series.scenario} · ${size[0]} × ${size[1]} (${lines.map(name => `${name}s`).join(' × ')})${series.conditions === undefined || series.conditions === '' ? '' : ` · ${series.conditions}`}`
  const width = Math.ceil(
    Math.max(
      bar.x + barWidth(scale, BAR.width) + MARGIN,
      MARGIN * 2 +
        Math.min(Math.max(textWidth(title, 21, true), textWidth(subtitle, 13), textWidth(note, 11)), 900),
    ),
  )
  const bottom = Math.max(origin.y + gridHeight + BIT_LINE_AXIS, bar.y + barHeight + legendHeight(scale) + 8)
  const height = Math.ceil(bottom + (note === '' ? 0 : 20) + MARGIN / 2)
  const definitions =
    hatchDefinition() + (options.outlined === true && numbers !== undefined ? outlineDefinitions() : '')
  const embedded = shown.length * size[0] * size[1] > MAX_SHAPES
  return svgDocument(width, height, `${title}, ${series.scenario}`, [
    element('defs', {}, definitions),
    textElement(fitText(title, width - 2 * MARGIN, 21, true), MARGIN, 36, 21, { 'font-weight': 'bold' }),
    textElement(fitText(subtitle, width - 2 * MARGIN, 13), MARGIN, 57, 13, { fill: SOFT_INK }),
    ...panels.flatMap((panel, k) => [
      ...stamp(series, shown[k], panel, textSlot(layout.slotWidth)),
      ...mapPanel({
        ...panel,
        size,
        cell: layout.cell,
        scale,
        numbers,
        embedded,
        outlined: options.outlined === true,
      }),
    ]),
    ...lineAxes(panels, layout, size, lines),
    ...colourBar(scale, bar),
    ...(note === '' ? [] : [textElement(note, MARGIN, height - MARGIN / 2 - 2, 11, { fill: SOFT_INK })]),
  ])
}

interface BareSheet {
  readonly scale: ValueScale
  readonly layout: SheetLayout
  readonly numbers: CellNumbers | undefined
  readonly outlined: boolean
}

/** The maps beside each other and nothing else, as a figure of a paper is put together from them. */
function bareSheet(
  { size, quantity }: MapSeries,
  planes: readonly Float64Array[],
  { scale, layout, numbers, outlined }: BareSheet,
): string {
  const { columns, rows, cell, panelWidth, panelHeight } = layout
  const step = [panelWidth + BARE_GAP, panelHeight + BARE_GAP] as const
  const embedded = planes.length * size[0] * size[1] > MAX_SHAPES
  const maps = planes.flatMap((plane, k) => {
    const place = { x: (k % columns) * step[0], y: Math.floor(k / columns) * step[1] }
    return mapPanel({ plane, size, ...place, cell, scale, numbers, embedded, outlined })
  })
  const definitions = hatchDefinition() + (outlined && numbers !== undefined ? outlineDefinitions() : '')
  const [width, height] = [columns * step[0] - BARE_GAP, rows * step[1] - BARE_GAP]
  return svgDocument(width, height, quantity.title, [element('defs', {}, definitions), ...maps])
}

/** Those that the series names, as far as they have values; else as many of the others as a sheet holds. */
function framesOfSheet(series: MapSeries): number[] {
  const valued = framesWithValues(series)
  const named = valued.filter(frame => series.sheet?.includes(frame))
  if (named.length > 0) return chooseFrames(named.length, MOST_NAMED).map(k => named[k])
  const limit = valued.length > MAX_PANELS ? FEWER_PANELS : MAX_PANELS
  return chooseFrames(valued.length, limit).map(k => valued[k])
}

function labelWidth(series: MapSeries, shown: readonly number[]): number {
  return Math.max(...shown.map(frame => textWidth(series.frames[frame].label, 13, true)))
}

function textSlot(slotWidth: number): number {
  return slotWidth - 12
}

/** Label and time above a panel. */
function stamp(series: MapSeries, frame: number, at: { x: number; y: number }, room: number): string[] {
  const { label, timeS } = series.frames[frame]
  return [
    textElement(fitText(label, room, 13, true), at.x, at.y - 21, 13, { 'font-weight': 'bold' }),
    textElement(`t = ${formatSi(timeS, 's')}`, at.x, at.y - 6, 11.5, { fill: SOFT_INK }),
  ]
}

function noteOf(series: MapSeries, shown: readonly number[]): string {
  const notes: string[] = []
  const count = series.frames.length
  const empty = count - framesWithValues(series).length
  if (shown.length < count) {
    const rest = empty === 0 ? '' : `; without a value: ${empty}`
    notes.push(`${shown.length} of ${count} frames shown${rest}`)
  }
  const factor = Math.ceil(Math.max(...series.size) / MAX_SIDE)
  if (factor > 1) notes.push(`each point is the mean of ${factor} × ${factor} cells`)
  return notes.join('; ')
}
