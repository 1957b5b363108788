import { element, INK, RULE, SOFT_INK, textElement } from '../drawing/svg.ts'
import { textWidth } from '../drawing/text-width.ts'
import { HATCH_GREY, hexColour, mapColour, NON_POSITIVE_GREY } from './colour-map.ts'
import type { ValueScale } from './value-scale.ts'

/** Where a colour bar stands, px. */
export interface BarPlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const TICK_SIZE = 12
const STOPS = 32
/** Below the bar, for each kind of cell that has no colour. */
const LEGEND_LINE = 20

/** The unit above the bar. */
export function barUnit(scale: ValueScale): string {
  if (scale.kind === 'log' && scale.named === true) return `${scale.display.label}, log`
  if (scale.kind === 'log')
    return scale.unit === '' ? 'log scale' : `${scale.unit === 'ohm' ? 'Ω' : scale.unit}, log`
  return scale.display.label
}

/** Width that the bar takes with its labels, px. */
export function barWidth(scale: ValueScale, width: number): number {
  const labels = scale.ticks.map(tick => width + 9 + textWidth(tick.label, TICK_SIZE))
  const legend = legendEntries(scale).map(([, text]) => 20 + textWidth(text, TICK_SIZE))
  return Math.max(...labels, ...legend, textWidth(barUnit(scale), 13, true), 0)
}

/** A vertical colour bar: unit above, ticks on the right, legend of uncoloured cells below. */
export function colourBar(scale: ValueScale, place: BarPlace): string[] {
  const parts = scale.ticks.length === 0 ? [] : [...gradient(scale, place), ...ticksOf(scale, place)]
  const top = scale.ticks.length === 0 ? place.y : place.y + place.height + 16
  legendEntries(scale).forEach(([fill, text], k) => {
    const y = top + k * LEGEND_LINE
    parts.push(
      element('rect', { x: place.x, y, width: 14, height: 14, fill, stroke: RULE, 'stroke-width': 0.75 }),
    )
    parts.push(textElement(text, place.x + 20, y + 11.5, TICK_SIZE, { fill: SOFT_INK }))
  })
  return parts
}

/** Height of the legend below the bar, px. */
export function legendHeight(scale: ValueScale): number {
  const entries = legendEntries(scale).length
  return entries === 0 ? 0 : 16 + entries * LEGEND_LINE
}

/** The pattern of cells without a value, for the `defs` of a drawing. */
export function hatchDefinition(): string {
  const line = element('path', {
    d: 'M-1 7L7 -1M-1 1L1 -1M5 7L7 5',
    stroke: hexColour(HATCH_GREY),
    'stroke-width': 1.2,
  })
  const ground = element('rect', { width: 6, height: 6, fill: '#f4f4f4' })
  return element(
    'pattern',
    { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse' },
    ground + line,
  )
}

function legendEntries(scale: ValueScale): [fill: string, text: string][] {
  const entries: [string, string][] = []
  if (scale.hasNonPositive) entries.push([hexColour(NON_POSITIVE_GREY), '≤ 0'])
  if (scale.hasMissing) entries.push(['url(#hatch)', 'no value'])
  return entries
}

function gradient(scale: ValueScale, { x, y, width, height }: BarPlace): string[] {
  const stops = Array.from({ length: STOPS + 1 }, (_, k) =>
    element('stop', {
      offset: `${((100 * k) / STOPS).toFixed(3)}%`,
      'stop-color': hexColour(mapColour(scale.kind, k / STOPS, scale.colourMap)),
    }),
  )
  return [
    element('defs', {}, element('linearGradient', { id: 'bar', x1: 0, y1: 1, x2: 0, y2: 0 }, stops.join(''))),
    textElement(barUnit(scale), x, y - 10, 13, { 'font-weight': 'bold' }),
    element('rect', { x, y, width, height, fill: 'url(#bar)', stroke: RULE, 'stroke-width': 0.75 }),
  ]
}

function ticksOf(scale: ValueScale, { x, y, width, height }: BarPlace): string[] {
  return scale.ticks.flatMap(({ position, label }) => {
    const at = y + (1 - position) * height
    const right = x + width
    return [
      element('path', { d: `M${right} ${at.toFixed(2)}h4`, stroke: INK, 'stroke-width': 1 }),
      textElement(label, right + 8, at + 4.3, TICK_SIZE),
    ]
  })
}
