import gifenc from 'gifenc'
import { barUnit, barWidth, colourBar, hatchDefinition, legendHeight } from '../colours/colour-bar.ts'
import { scalePosition, type ValueScale } from '../colours/value-scale.ts'
import { formatSi } from '../drawing/si-format.ts'
import { element, RULE, SOFT_INK, svgDocument, textElement } from '../drawing/svg.ts'
import { fitText, textWidth } from '../drawing/text-width.ts'
import { type Bands, changedPart, drawOver, type FramePart } from './changed-part.ts'
import { chooseFrames } from './choose-frames.ts'
import { frameDelays } from './frame-delays.ts'
import { framesWithValues } from './frames-with-values.ts'
import {
  gifPalette,
  HATCH_INDEX,
  NON_POSITIVE_INDEX,
  rampIndex,
  UNCHANGED_INDEX,
  WHITE_INDEX,
} from './gif-palette.ts'
import { fillRectangle, greyRaster, type IndexRaster } from './index-raster.ts'
import { type MapSeries, mapScale } from './map-series.ts'
import { poolPlane } from './pool-plane.ts'

/** An animation has at most this many of the frames that have values: the first, the last and others evenly between. */
const MAX_GIF_FRAMES = 40

/** Longer side of the map, px; a long animation is smaller, so that no file grows beyond what is mailed. */
const MAP_SIDE = { short: 480, long: 448, manyFrames: 16 } as const
/** Narrower, a talk shows it as a stamp. */
const LEAST_WIDTH = 600
const MAX_CELL = 120
const PARTED = 9
const MARGIN = 20
const TITLE = { y: 32, size: 18 } as const
const LABEL = { top: 42, height: 48, size: 15 } as const
/** The band of the first row of cells: below those of the label and a space. */
const FIRST_ROW = LABEL.height + 1
const BAR = { gap: 24, width: 18 } as const

/** A frame is drawn over the one before, which stays. */
const OVER_THE_FRAME_BEFORE = { transparent: true, transparentIndex: UNCHANGED_INDEX, dispose: 1 } as const

/** Bytes of a frame before the place of its image: graphic control extension and image separator (GIF89a, 20 and 23). */
const BEFORE_PLACE = 9

export interface GifOptions {
  /** Frames last as long as in the experiment. @defaultValue false: the whole plays in about 12 s */
  readonly realTime?: boolean
}

/**
 * One quantity as an animation that plays for ever, label and time above the map, in the colour scale of its contact
 * sheet. Text is drawn once for all frames; the map is painted by palette index, so its colours are exact to
 * a two-hundredth of the scale.
 * @returns the bytes of a GIF
 */
export async function animatedGif(
  series: MapSeries,
  { realTime = false }: GifOptions = {},
): Promise<Uint8Array> {
  const { quantity } = series
  const valued = framesWithValues(series)
  const shown = chooseFrames(valued.length, MAX_GIF_FRAMES).map(k => valued[k])
  const scale = {
    ...mapScale(series),
    hasMissing: shown.some(frame => !quantity.planes[frame].every(Number.isFinite)),
  }
  const side = shown.length > MAP_SIDE.manyFrames ? MAP_SIDE.long : MAP_SIDE.short
  const stage = layOut(series, scale, side)
  const base = await greyRaster(background(series, scale, stage))
  paintBar(base, scale, stage)
  const labels = await labelRaster(labelStrip(series, shown, stage))
  const encoder = (gifenc.GIFEncoder ?? gifenc)()
  const delays = frameDelays(
    shown.map(frame => series.frames[frame].timeS),
    realTime,
  )
  const bands = bandsOf(scale, stage)
  let before = firstLines(base, bands)
  shown.forEach((frame, k) => {
    const now = before.slice()
    now.set(labels.data.subarray(k * LABEL.height * base.width, (k + 1) * LABEL.height * base.width))
    paintMap(
      { width: base.width, height: bands.lines.length, data: now },
      quantity.planes[frame],
      scale,
      series,
      stage,
    )
    const part = changedPart(bands, now, before)
    before = now
    if (k === 0) {
      drawOver(base, part)
      const { width, height, data } = base
      encoder.writeFrame(data, width, height, { palette: gifPalette(scale), delay: delays[k] })
    } else {
      const start = encoder.bytesView().length
      encoder.writeFrame(part.data, part.width, part.height, { ...OVER_THE_FRAME_BEFORE, delay: delays[k] })
      placeFrame(encoder.bytesView().subarray(start), part)
    }
  })
  encoder.finish()
  return encoder.bytes()
}

let lastLabels: { readonly svg: string; readonly raster: IndexRaster } | undefined

/** Shaping eighty texts takes 40 ms, and the quantities of a run have the same labels. */
async function labelRaster(svg: string): Promise<IndexRaster> {
  if (lastLabels?.svg !== svg) lastLabels = { svg, raster: await greyRaster(svg) }
  return lastLabels.raster
}

/** Says in the bytes of a frame where it stands, which gifenc puts at the left and at the top. */
function placeFrame(frame: Uint8Array, { left, top }: FramePart): void {
  const view = new DataView(frame.buffer, frame.byteOffset + BEFORE_PLACE)
  view.setUint16(0, left, true)
  view.setUint16(2, top, true)
}

interface Stage {
  readonly width: number
  readonly height: number
  /** Longer side of the map at most, px; of more cells, some are one. */
  readonly longest: number
  /** From one cell to the next, px. */
  readonly cell: number
  /** Of a cell, px. */
  readonly side: number
  readonly map: readonly [left: number, top: number, width: number, height: number]
  readonly bar: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** @param longest side of the map, px */
function layOut({ size, quantity }: MapSeries, scale: ValueScale, longest: number): Stage {
  const [wordLines, bitLines] = size
  const longer = Math.max(wordLines, bitLines)
  const factor = Math.ceil(longer / longest)
  const cell = Math.min(MAX_CELL, Math.max(1, Math.floor((longest * factor) / longer)))
  const mapWidth = Math.ceil(bitLines / factor) * cell
  const mapHeight = Math.ceil(wordLines / factor) * cell
  const top = LABEL.top + LABEL.height + 6
  // The unit stands above the bar and must not reach into the labels, which are painted over.
  const barTop = top + (barUnit(scale) === '' ? 0 : 22)
  const barHeight = Math.min(Math.max(top + mapHeight - barTop - legendHeight(scale), 120), 340)
  const x = MARGIN + Math.max(mapWidth, 200) + BAR.gap
  const title = Math.min(textWidth(quantity.title, TITLE.size, true), MAP_SIDE.short)
  return {
    width: Math.ceil(Math.max(x + barWidth(scale, BAR.width) + MARGIN, MARGIN + title + MARGIN, LEAST_WIDTH)),
    height: Math.ceil(Math.max(top + mapHeight, barTop + barHeight + legendHeight(scale)) + MARGIN),
    longest,
    cell,
    side: cell >= PARTED ? cell - 1 : cell,
    map: [MARGIN, top, mapWidth, mapHeight],
    bar: { x, y: barTop, width: BAR.width, height: barHeight },
  }
}

/** The part that does not change: title, frame, ticks; the bar is painted over afterwards. */
function background(series: MapSeries, scale: ValueScale, { width, height, map, bar }: Stage): string {
  const [x, y, mapWidth, mapHeight] = map
  const title = fitText(series.quantity.title, width - 2 * MARGIN, TITLE.size, true)
  const rule = { fill: 'none', stroke: RULE, 'stroke-width': 1 }
  return svgDocument(width, height, title, [
    element('defs', {}, hatchDefinition()),
    textElement(title, MARGIN, TITLE.y, TITLE.size, { 'font-weight': 'bold' }),
    element('rect', { x: x - 0.5, y: y - 0.5, width: mapWidth + 1, height: mapHeight + 1, ...rule }),
    ...colourBar(scale, bar),
  ])
}

function labelStrip(series: MapSeries, shown: readonly number[], { width }: Stage): string {
  const lines = shown.flatMap((frame, k) => {
    const { label, timeS } = series.frames[frame]
    const top = k * LABEL.height
    const text = fitText(label, width - 2 * MARGIN, LABEL.size, true)
    return [
      textElement(text, MARGIN, top + 20, LABEL.size, { 'font-weight': 'bold' }),
      textElement(`t = ${formatSi(timeS, 's')}`, MARGIN, top + 40, LABEL.size - 1, { fill: SOFT_INK }),
    ]
  })
  return svgDocument(width, shown.length * LABEL.height, 'labels', lines)
}

function paintBar(raster: IndexRaster, scale: ValueScale, { bar }: Stage): void {
  if (scale.ticks.length === 0) return
  const place = [Math.round(bar.x), Math.round(bar.y), bar.width, Math.round(bar.height)] as const
  fillRectangle(raster, place, (_, y) => rampIndex(1 - (y + 0.5) / place[3]))
}

/** Bands of a row of cells: where no cell is hatched, its lines are alike, and white ones follow. */
function rowBands(scale: ValueScale, { cell, side }: Stage): number[] {
  return scale.hasMissing ? Array.from({ length: cell }, () => 1) : [side, cell - side]
}

/** The lines that change from frame to frame: the label, a space, the map. */
function bandsOf(scale: ValueScale, stage: Stage): Bands {
  const { width, map, cell } = stage
  const label = Array.from({ length: LABEL.height }, () => 1)
  const rows = Array.from({ length: map[3] / cell }, () => rowBands(scale, stage))
  return { width, top: LABEL.top, lines: [...label, map[1] - LABEL.top - LABEL.height, ...rows.flat()] }
}

/** The first line of each band. */
function firstLines({ data }: IndexRaster, { width, top, lines }: Bands): Uint8Array {
  const rows = new Uint8Array(lines.length * width)
  let y = top
  lines.forEach((alike, band) => {
    rows.set(data.subarray(y * width, (y + 1) * width), band * width)
    y += alike
  })
  return rows
}

/** Paints the cells into the rows of their bands. */
function paintMap(
  rows: IndexRaster,
  plane: Float64Array,
  scale: ValueScale,
  series: MapSeries,
  stage: Stage,
): void {
  const { map, cell, side, longest } = stage
  const pooled = poolPlane(plane, series.size, longest)
  const [, columns] = pooled.size
  const height = rowBands(scale, stage).length
  pooled.data.forEach((value, k) => {
    const [left, band] = [map[0] + (k % columns) * cell, FIRST_ROW + Math.floor(k / columns) * height]
    fillRectangle(rows, [left, band, side, scale.hasMissing ? side : 1], cellIndex(value, scale))
  })
}

/** Palette index of a cell; where it has no value, at each place within it, a hatching. */
function cellIndex(value: number, scale: ValueScale): number | ((x: number, y: number) => number) {
  if (!Number.isFinite(value)) return (x, y) => ((x + y) % 6 === 0 ? HATCH_INDEX : WHITE_INDEX)
  const position = scalePosition(scale, value)
  return Number.isNaN(position) ? NON_POSITIVE_INDEX : rampIndex(position)
}
