import type { PlotAxis } from './axis.ts'
import { element, INK, RULE, SOFT_INK, textElement } from './drawing/svg.ts'
import { fitText, textWidth } from './drawing/text-width.ts'

/** Where the values are drawn, px. */
export interface PlotBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface FrameOptions {
  /** Lines across the plot at the ticks. @defaultValue true */
  readonly grid?: boolean
  /** Numbers and name below; without them only the marks stand there. @defaultValue true */
  readonly below?: boolean
}

const TICK_SIZE = 12
const NAME_SIZE = 13
const GRID = '#e6e6e6'
/** Room below the frame for numbers and the name of the axis, px. */
export const BELOW = 48

/** Width that the numbers and the name of the axis at the left take, px. */
export function leftWidth({ ticks }: PlotAxis): number {
  return Math.max(0, ...ticks.map(({ label }) => textWidth(label, TICK_SIZE))) + NAME_SIZE + 24
}

/** A point of the plot, px; NaN where an axis cannot show it. */
export function placeIn(
  box: PlotBox,
  x: PlotAxis,
  y: PlotAxis,
  along: number | string,
  up: number | string,
): readonly [number, number] {
  return [box.x + x.position(along) * box.width, box.y + (1 - y.position(up)) * box.height]
}

/** Frame, ticks and names of both axes. */
export function plotFrame(
  box: PlotBox,
  x: PlotAxis,
  y: PlotAxis,
  { grid = true, below = true }: FrameOptions = {},
): string[] {
  const bottom = box.y + box.height
  const frame = { ...box, fill: 'none', stroke: RULE, 'stroke-width': 1 }
  const middle = { 'text-anchor': 'middle', fill: SOFT_INK }
  const left = box.x - leftWidth(y) + NAME_SIZE + 6
  const center = box.y + box.height / 2
  const turn = { transform: `rotate(-90 ${left.toFixed(2)} ${center.toFixed(2)})` }
  const title = fitText(y.title, Math.max(box.height + 40, 120), NAME_SIZE)
  return [
    ...ticksAlong(box, x, grid, below),
    ...ticksUp(box, y, grid),
    element('rect', frame),
    ...(below ? [textElement(x.title, box.x + box.width / 2, bottom + 40, NAME_SIZE, middle)] : []),
    textElement(title, left, center, NAME_SIZE, { ...middle, ...turn }),
  ]
}

function ticksAlong(box: PlotBox, axis: PlotAxis, grid: boolean, below: boolean): string[] {
  const bottom = box.y + box.height
  return roomy(axis, box.width).flatMap(({ position, label }) => {
    const at = box.x + position * box.width
    return [
      ...(grid ? [mark(`M${at.toFixed(2)} ${box.y}v${box.height}`, GRID)] : []),
      mark(`M${at.toFixed(2)} ${bottom}v4`, INK),
      ...(below ? [textElement(label, at, bottom + 18, TICK_SIZE, { 'text-anchor': 'middle' })] : []),
    ]
  })
}

function ticksUp(box: PlotBox, { ticks }: PlotAxis, grid: boolean): string[] {
  return ticks.flatMap(({ position, label }) => {
    const at = box.y + (1 - position) * box.height
    return [
      ...(grid ? [mark(`M${box.x} ${at.toFixed(2)}h${box.width}`, GRID)] : []),
      mark(`M${box.x} ${at.toFixed(2)}h-4`, INK),
      textElement(label, box.x - 8, at + 4.3, TICK_SIZE, { 'text-anchor': 'end' }),
    ]
  })
}

function mark(d: string, stroke: string): string {
  return element('path', { d, stroke, 'stroke-width': 1 })
}

/** Ticks whose labels have room beside each other. */
function roomy({ ticks }: PlotAxis, width: number): PlotAxis['ticks'] {
  let last = Number.NEGATIVE_INFINITY
  return ticks.filter(({ position, label }) => {
    const half = textWidth(label, TICK_SIZE) / 2
    const at = position * width
    if (at - half < last + 6) return false
    last = at + half
    return true
  })
}
