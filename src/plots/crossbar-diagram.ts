import { barWidth, colourBar, hatchDefinition, legendHeight } from './colours/colour-bar.ts'
import { hexColour } from './colours/colour-map.ts'
import { type ScaleChoice, type ValueScale, valueScale } from './colours/value-scale.ts'
import { formatSi } from './drawing/si-format.ts'
import { element, RULE, SOFT_INK, svgDocument, textElement } from './drawing/svg.ts'
import { fitText, textWidth } from './drawing/text-width.ts'
import { type DiagramCurrents, lineSegments, type Segment } from './line-segments.ts'
import { valueColour } from './maps/map-panel.ts'

export interface DiagramOptions {
  readonly title: string
  readonly subtitle: string
  /** The colours of the cells: one value each, row-major, SI. */
  readonly colours: { readonly title: string; readonly unit: string; readonly values: Float64Array }
  readonly choice?: ScaleChoice
  /** The circuit alone: no title, no scales, no numbers of lines. */
  readonly bare?: boolean
  /** From line to line, px. @defaultValue 64, less where there are more than 8 lines */
  readonly pitch?: number
}

/** Arrays with more lines than this on a side are drawn as maps. */
export const MOST_DIAGRAM_LINES = 16

const WORD = '#0072b2'
const BIT = '#d55e00'
const MARGIN = 28
/** Beyond the first and the last cell of a line, over the pitch. */
const STUB = 0.75
/** Over the pitch: side of a cell, and the width of a line with the largest current. */
const CELL = 0.36
const WIDEST = 0.2
/** px of a line without current. */
const HAIRLINE = 0.75
/** Share of the largest current from which a line has an arrow. */
const ARROW = 0.02
const BAR = { gap: 36, width: 16, height: 150 }
/** px; a longer subtitle is cut. */
const WIDEST_SUBTITLE = 720

interface Layout {
  readonly pitch: number
  /** Of the first word and bit line. */
  readonly x: number
  readonly y: number
  /** Of the circuit with its stubs, px. */
  readonly width: number
  readonly height: number
  readonly largest: number
}

/**
 * A crossbar as a circuit: word lines across, bit lines down, each piece of a line as wide as its current is large, with an arrow
 * the way that it flows; a cell at each crossing in the colour of its value.
 * @returns an SVG document
 */
export function crossbarDiagram(currents: DiagramCurrents, options: DiagramOptions): string {
  const [rows, columns] = currents.size
  const { bare = false, colours } = options
  const pitch = options.pitch ?? (Math.max(rows, columns) > 8 ? 44 : 64)
  const segments = lineSegments(currents)
  const largest = segments.reduce((most, { amps }) => Math.max(most, Math.abs(amps)), 0)
  const width = (columns - 1 + 2 * STUB) * pitch
  const height = (rows - 1 + 2 * STUB) * pitch
  const [left, top] = bare ? [0, 0] : [MARGIN + 30, 108]
  const layout = { pitch, x: left + STUB * pitch, y: top + STUB * pitch, width, height, largest }
  const scale = valueScale([colours.values], colours.unit, undefined, options.choice)
  const circuit = [...lines(segments, layout), ...cells(colours.values, columns, scale, layout)]
  const definitions = element('defs', {}, hatchDefinition())
  if (bare) return svgDocument(width, height, options.title, [definitions, ...circuit])
  const bar = { x: left + width + BAR.gap, y: top + 36, width: BAR.width, height: BAR.height }
  const widthsTop = bar.y + bar.height + legendHeight(scale) + 44
  const right = bar.x + Math.max(barWidth(scale, BAR.width), textWidth(colours.title, 11), 92)
  const page = [
    Math.ceil(
      Math.max(
        right,
        textWidth(options.title, 21, true) + MARGIN,
        Math.min(textWidth(options.subtitle, 13) + MARGIN, WIDEST_SUBTITLE),
      ) + MARGIN,
    ),
    Math.ceil(Math.max(top + height, widthsTop + 84) + MARGIN),
  ] as const
  const room = page[0] - 2 * MARGIN
  return svgDocument(page[0], page[1], options.title, [
    definitions,
    textElement(fitText(options.title, room, 21, true), MARGIN, 36, 21, { 'font-weight': 'bold' }),
    textElement(fitText(options.subtitle, room, 13), MARGIN, 57, 13, { fill: SOFT_INK }),
    ...lineNumbers(currents.size, layout),
    ...circuit,
    textElement(colours.title, bar.x, top + 8, 11, { fill: SOFT_INK }),
    ...colourBar(scale, bar),
    ...widths(bar.x, widthsTop, layout),
  ])
}

/** px of a line with this current. */
function strokeOf(amps: number, { largest, pitch }: Layout): number {
  return largest === 0 ? HAIRLINE : Math.max(HAIRLINE, (WIDEST * pitch * Math.abs(amps)) / largest)
}

function lines(segments: readonly Segment[], layout: Layout): string[] {
  const { pitch, x, y, largest } = layout
  const drawn = segments.map(({ side, line, after, amps, isEnd }) => {
    // `after` is -1 at the stub before the first cell.
    const from = after === -1 ? -STUB : after
    const to = after === -1 ? 0 : isEnd ? after + STUB : after + 1
    const at = (along: number): readonly [number, number] =>
      side === 'word' ? [x + along * pitch, y + line * pitch] : [x + line * pitch, y + along * pitch]
    const [[x1, y1], [x2, y2]] = [at(from), at(to)]
    const colour = side === 'word' ? WORD : BIT
    const stroke = strokeOf(amps, layout)
    const piece = element('line', { x1, y1, x2, y2, stroke: colour, 'stroke-width': stroke })
    if (!(Math.abs(amps) > ARROW * largest)) return piece
    // In the middle of what is seen beside the cells.
    const [mx, my] = at(((after === -1 ? from : from + CELL / 2) + (isEnd ? to : to - CELL / 2)) / 2)
    return piece + arrow(mx, my, side, Math.sign(amps), 4 + 0.6 * stroke)
  })
  return [element('g', { class: 'lines' }, drawn.join(''))]
}

/** A triangle that points along a line: to the right or down for a positive sign. */
function arrow(x: number, y: number, side: 'word' | 'bit', sign: number, size: number): string {
  const tip = sign * size
  const points =
    side === 'word'
      ? [
          [x + tip, y],
          [x - tip, y - size],
          [x - tip, y + size],
        ]
      : [
          [x, y + tip],
          [x - size, y - tip],
          [x + size, y - tip],
        ]
  const path = points.map(([a, b]) => `${a.toFixed(2)},${b.toFixed(2)}`).join(' ')
  return element('polygon', { points: path, fill: side === 'word' ? WORD : BIT, stroke: '#ffffff' })
}

function cells(values: Float64Array, columns: number, scale: ValueScale, { pitch, x, y }: Layout): string[] {
  const side = CELL * pitch
  const squares = Array.from(values, (value, k) => {
    const colour = valueColour(scale, value)
    return element('rect', {
      x: x + (k % columns) * pitch - side / 2,
      y: y + Math.floor(k / columns) * pitch - side / 2,
      width: side,
      height: side,
      rx: 2,
      fill: colour === undefined ? 'url(#hatch)' : hexColour(colour),
      stroke: '#ffffff',
      'stroke-width': 1.5,
    })
  })
  return [element('g', { class: 'cells' }, squares.join(''))]
}

/** Numbers of the word lines at the left and of the bit lines above, with what they are. */
function lineNumbers([rows, columns]: readonly [number, number], layout: Layout): string[] {
  const { x, y, pitch } = layout
  const [left, top] = [x - STUB * pitch - 8, y - STUB * pitch - 8]
  const word = (i: number): string =>
    textElement(String(i), left, y + i * pitch + 4, 11, { fill: WORD, 'text-anchor': 'end' })
  const bit = (j: number): string =>
    textElement(String(j), x + j * pitch, top, 11, { fill: BIT, 'text-anchor': 'middle' })
  const middle = y + ((rows - 1) / 2) * pitch
  const turn = { transform: `rotate(-90 ${left - 20} ${middle})`, 'text-anchor': 'middle' }
  return [
    ...Array.from({ length: rows }, (_, i) => word(i)),
    ...Array.from({ length: columns }, (_, j) => bit(j)),
    textElement('word line', left - 20, middle, 11, { fill: WORD, ...turn }),
    textElement('bit line', x + ((columns - 1) / 2) * pitch, top - 16, 11, {
      fill: BIT,
      'text-anchor': 'middle',
    }),
  ]
}

/** The currents of three widths. */
function widths(x: number, y: number, layout: Layout): string[] {
  const { largest } = layout
  if (largest === 0) return [textElement('no current', x, y, 11, { fill: SOFT_INK })]
  return [
    textElement('current of a line', x, y - 12, 11, { fill: SOFT_INK }),
    ...[1, 0.5, 0.1].flatMap((share, k) => {
      const at = y + 12 + 24 * k
      const stroke = { stroke: RULE, 'stroke-width': strokeOf(share * largest, layout) }
      return [
        element('line', { x1: x, y1: at, x2: x + 28, y2: at, ...stroke }),
        textElement(formatSi(share * largest, 'A'), x + 36, at + 4, 12),
      ]
    }),
  ]
}
