import { element, INK, RULE, SOFT_INK, textElement } from '../../plots/drawing/svg.ts'
import { textWidth } from '../../plots/drawing/text-width.ts'
import type { PlotAxis } from './plot-axis.ts'

/** Where the values are drawn, px. */
export interface PlotBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const TICK_SIZE = 12
const TITLE_SIZE = 13
const GRID = '#e3e3e3'

/** Width that the numbers and the title of the axis at the left take, px. */
export function leftWidth({ ticks }: PlotAxis): number {
  return Math.max(0, ...ticks.map(({ label }) => textWidth(label, TICK_SIZE))) + TITLE_SIZE + 24
}

/** A point of the plot by its places on the axes. */
export function pointIn(box: PlotBox, x: number, y: number): [number, number] {
  return [box.x + x * box.width, box.y + (1 - y) * box.height]
}

/**
 * Frame, ticks and titles of both axes.
 * @param grid lines across the plot at the ticks
 */
export function plotFrame(box: PlotBox, xAxis: PlotAxis, yAxis: PlotAxis, grid: boolean): string[] {
  const { x, y, width, height } = box
  const bottom = y + height
  const parts: string[] = []
  const mark = (d: string, stroke: string): string => element('path', { d, stroke, 'stroke-width': 1 })
  for (const { position, label } of roomy(xAxis, width)) {
    const at = x + position * width
    if (grid) parts.push(mark(`M${at.toFixed(2)} ${y}v${height}`, GRID))
    parts.push(mark(`M${at.toFixed(2)} ${bottom}v4`, INK))
    parts.push(textElement(label, at, bottom + 18, TICK_SIZE, { 'text-anchor': 'middle' }))
  }
  for (const { position, label } of yAxis.ticks) {
    const at = bottom - position * height
    if (grid) parts.push(mark(`M${x} ${at.toFixed(2)}h${width}`, GRID))
    parts.push(mark(`M${x} ${at.toFixed(2)}h-4`, INK))
    parts.push(textElement(label, x - 8, at + 4.3, TICK_SIZE, { 'text-anchor': 'end' }))
  }
  parts.push(element('rect', { x, y, width, height, fill: 'none', stroke: RULE, 'stroke-width': 1 }))
  const middle = { 'text-anchor': 'middle', fill: SOFT_INK }
  parts.push(textElement(xAxis.title, x + width / 2, bottom + 40, TITLE_SIZE, middle))
  const left = x - leftWidth(yAxis) + TITLE_SIZE + 6
  const turn = { transform: `rotate(-90 ${left.toFixed(2)} ${(y + height / 2).toFixed(2)})` }
  parts.push(textElement(yAxis.title, left, y + height / 2, TITLE_SIZE, { ...middle, ...turn }))
  return parts
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
