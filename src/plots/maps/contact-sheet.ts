import { hatchDefinition } from '../colours/colour-bar.ts'
import type { ValueScale } from '../colours/value-scale.ts'
import { formatSi } from '../drawing/si-format.ts'
import { element, svgDocument } from '../drawing/svg.ts'
import { textWidth } from '../drawing/text-width.ts'
import { type CellNumbers, cellNumbers } from './cell-values.ts'
import { chooseFrames } from './choose-frames.ts'
import { framesWithValues } from './frames-with-values.ts'
import { isEmbedded, mapPage } from './map-page.ts'
import { MAX_SIDE, mapPanel } from './map-panel.ts'
import { type MapSeries, mapScale, WORD_AND_BIT } from './map-series.ts'
import { type SheetLayout, sheetLayout } from './sheet-layout.ts'

/** Options of a contact sheet. */
export interface ContactSheetOptions {
  /** Frames to show; left out, those of the series, or all up to 16, or else twelve with the first and the last. */
  readonly frames?: readonly number[]
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
/** Between maps that stand alone, px. */
const BARE_GAP = 6

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
  if (options.bare === true) return bareSheet(series, planes, { scale, layout, numbers })
  const lines = series.lines ?? WORD_AND_BIT
  const conditions =
    series.conditions === undefined || series.conditions === '' ? '' : ` · ${series.conditions}`
  return mapPage({
    title: quantity.title,
    subtitle: `${series.scenario} · ${size[0]} × ${size[1]} (${lines.map(name => `${name}s`).join(' × ')})${conditions}`,
    name: `${quantity.title}, ${series.scenario}`,
    note: noteOf(series, shown),
    size,
    maps: planes.map((plane, k) => {
      const { label, timeS } = series.frames[shown[k]]
      return { plane, label, detail: `t = ${formatSi(timeS, 's')}` }
    }),
    scale,
    layout,
    lines,
    numbers,
  })
}

interface BareSheet {
  readonly scale: ValueScale
  readonly layout: SheetLayout
  readonly numbers: CellNumbers | undefined
}

/** The maps beside each other and nothing else, as a figure of a paper is put together from them. */
function bareSheet(
  { size, quantity }: MapSeries,
  planes: readonly Float64Array[],
  { scale, layout, numbers }: BareSheet,
): string {
  const { columns, rows, cell, panelWidth, panelHeight } = layout
  const step = [panelWidth + BARE_GAP, panelHeight + BARE_GAP] as const
  const embedded = isEmbedded(planes.length, size)
  const maps = planes.flatMap((plane, k) => {
    const place = { x: (k % columns) * step[0], y: Math.floor(k / columns) * step[1] }
    return mapPanel({ plane, size, ...place, cell, scale, numbers, embedded })
  })
  const [width, height] = [columns * step[0] - BARE_GAP, rows * step[1] - BARE_GAP]
  return svgDocument(width, height, quantity.title, [element('defs', {}, hatchDefinition()), ...maps])
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

function noteOf(series: MapSeries, shown: readonly number[]): string {
  const notes: string[] = []
  const count = series.frames.length
  const empty = count - framesWithValues(series).length
  if (shown.length < count) {
    const rest = empty === 0 ? '' : `; frames without a value: ${empty}`
    notes.push(`${shown.length} of ${count} frames shown${rest}`)
  }
  const factor = Math.ceil(Math.max(...series.size) / MAX_SIDE)
  if (factor > 1) notes.push(`each point is the mean of ${factor} × ${factor} cells`)
  return notes.join('; ')
}
