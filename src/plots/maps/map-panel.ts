import { encode } from 'fast-png'
import { hexColour, mapColour, NON_POSITIVE_GREY, type Rgb } from '../colours/colour-map.ts'
import { scalePosition, type ValueScale } from '../colours/value-scale.ts'
import { element, RULE } from '../drawing/svg.ts'
import { type CellNumbers, cellValue } from './cell-values.ts'
import { poolPlane } from './pool-plane.ts'

/** One pixel map within a drawing. */
export interface MapPanel {
  readonly plane: Float64Array
  /** [word lines, bit lines]. */
  readonly size: readonly [number, number]
  readonly x: number
  readonly y: number
  /** Side of a cell, px. */
  readonly cell: number
  readonly scale: ValueScale
  readonly numbers: CellNumbers | undefined
  /** Cells as one embedded picture instead of one shape each. */
  readonly embedded: boolean
}

/** An embedded picture has at most this many cells a side; above, blocks of cells are averaged. */
export const MAX_SIDE = 640

/** Cells at least this large are parted by a thin white line. */
const PARTED = 9

/** Word line 0 is the top row, bit line 0 the left column. */
export function mapPanel(panel: MapPanel): string[] {
  const { x, y, cell, size } = panel
  const frame = { x, y, width: cell * size[1], height: cell * size[0] }
  return [
    ...(panel.embedded ? picture(panel, frame) : cells(panel)),
    ...(panel.numbers === undefined ? [] : values(panel, panel.numbers)),
    element('rect', { ...frame, fill: 'none', stroke: RULE, 'stroke-width': 0.75 }),
  ]
}

/** Colour of a value; undefined where it has none. */
export function valueColour(scale: ValueScale, value: number): Rgb | undefined {
  if (!Number.isFinite(value)) return undefined
  const position = scalePosition(scale, value)
  return Number.isNaN(position) ? NON_POSITIVE_GREY : mapColour(scale.kind, position, scale.colourMap)
}

function cells({ plane, size, x, y, cell, scale }: MapPanel): string[] {
  const side = cell >= PARTED ? cell - 1 : cell
  const inset = (cell - side) / 2
  const shapes: string[] = []
  plane.forEach((value, k) => {
    const colour = valueColour(scale, value)
    const left = x + (k % size[1]) * cell + inset
    const top = y + Math.floor(k / size[1]) * cell + inset
    const fill = colour === undefined ? 'url(#hatch)' : hexColour(colour)
    shapes.push(element('rect', { x: left, y: top, width: side, height: side, fill }))
  })
  return [element('g', { class: 'cells', 'shape-rendering': 'crispEdges' }, shapes.join(''))]
}

function picture(panel: MapPanel, frame: Record<'x' | 'y' | 'width' | 'height', number>): string[] {
  const pooled = poolPlane(panel.plane, panel.size, MAX_SIDE)
  const data = new Uint8Array(pooled.data.length * 4)
  pooled.data.forEach((value, k) => {
    const colour = valueColour(panel.scale, value)
    if (colour !== undefined) data.set([...colour, 255], k * 4)
  })
  const png = encode({ width: pooled.size[1], height: pooled.size[0], data, channels: 4 })
  // The last block of a pooled picture may reach over the edge of the array.
  const width = panel.cell * pooled.size[1] * pooled.factor
  const height = panel.cell * pooled.size[0] * pooled.factor
  const image = element('image', {
    width,
    height,
    preserveAspectRatio: 'none',
    'image-rendering': 'optimizeSpeed',
    href: `data:image/png;base64,${Buffer.from(png).toString('base64')}`,
  })
  const view = { ...frame, viewBox: `0 0 ${frame.width} ${frame.height}` }
  return [
    // Cells without a value are transparent and let the hatched ground through.
    ...(panel.plane.every(Number.isFinite) ? [] : [element('rect', { ...frame, fill: 'url(#hatch)' })]),
    element('svg', { ...view, overflow: 'hidden' }, image),
  ]
}

function values({ plane, size, x, y, cell, scale }: MapPanel, numbers: CellNumbers): string[] {
  const middles = (k: number): [number, number] => [
    x + ((k % size[1]) + 0.5) * cell,
    y + (Math.floor(k / size[1]) + 0.5) * cell,
  ]
  return Array.from(plane, (value, k) => cellValue(value, numbers, scale, middles(k)))
}
