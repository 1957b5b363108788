import { hexColour, mapColour } from '../../plots/colours/colour-map.ts'
import { element, SOFT_INK, svgDocument, textElement } from '../../plots/drawing/svg.ts'
import { fitText, textWidth } from '../../plots/drawing/text-width.ts'
import type { StudyColumn } from '../rows/study-columns.ts'
import type { PlotLine } from './group-rows.ts'
import { type AxisScale, plotAxis, valueText } from './plot-axis.ts'
import { leftWidth, type PlotBox, plotFrame, pointIn } from './plot-frame.ts'

export interface LinePlot {
  readonly title: string
  readonly subtitle: string
  readonly lines: readonly PlotLine[]
  readonly x: StudyColumn
  readonly y: StudyColumn
  readonly hue: StudyColumn | undefined
  readonly scaleX: AxisScale
  readonly scaleY: AxisScale
  /** Values of y that are marked across the plot. */
  readonly marks: readonly number[]
}

const SIZE = { width: 860, height: 520 } as const
const TOP = 78
const BOTTOM = 64
const LEGEND_SIZE = 12.5

/** Colours that the colour-blind can tell apart (M. Okabe and K. Ito, 2008), for words; numbers take viridis in their order. */
const WORD_COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000'] as const

/** Lines with bands, one for each hue. @returns a whole SVG document */
export function linePlot(plot: LinePlot): string {
  const { lines, x, y, hue, marks } = plot
  const places = lines.flatMap(line => line.places)
  const xAxis = plotAxis(
    places.map(place => place.x),
    x,
    plot.scaleX,
    'x',
  )
  const yValues = places.flatMap(({ low, high, middle }) =>
    plot.scaleY === 'log' ? [low, high, middle].filter(value => value > 0) : [low, high],
  )
  const yAxis = plotAxis([...yValues, ...marks], y, plot.scaleY, 'y')
  const names = lines.map(line => (hue === undefined ? '' : valueText(line.hue, hue.unit)))
  const legend =
    hue === undefined
      ? 24
      : 56 +
        Math.max(
          textWidth(hue.name, LEGEND_SIZE, true) - 28,
          ...names.map(name => textWidth(name, LEGEND_SIZE)),
        )
  const left = leftWidth(yAxis) + 12
  const box: PlotBox = {
    x: left,
    y: TOP,
    width: SIZE.width - left - legend,
    height: SIZE.height - TOP - BOTTOM,
  }
  const clip = element('clipPath', { id: 'box' }, element('rect', { ...box }))
  const at = (px: number | string, value: number): string =>
    pointIn(
      box,
      xAxis.place(px),
      yAxis.place(plot.scaleY === 'log' ? Math.max(value, Number.MIN_VALUE) : value),
    )
      .map(part => part.toFixed(2))
      .join(' ')
  // All bands lie below all lines.
  const bands = lines.map(({ hue: own, places: line }, k) => {
    const band = [
      ...line.map(({ x: px, high }) => at(px, high)),
      ...line.toReversed().map(({ x: px, low }) => at(px, low)),
    ]
    const fill = lineColour(own, k, lines.length)
    return element('path', { d: `M${band.join('L')}Z`, fill, 'fill-opacity': 0.16 })
  })
  const drawn = lines.flatMap(({ hue: own, places: line }, k) => {
    const colour = lineColour(own, k, lines.length)
    return [
      element('path', {
        d: `M${line.map(({ x: px, middle }) => at(px, middle)).join('L')}`,
        fill: 'none',
        stroke: colour,
        'stroke-width': 2,
        'stroke-linejoin': 'round',
      }),
      ...line.map(({ x: px, middle }) => {
        const [cx, cy] = at(px, middle).split(' ')
        return element('circle', { cx, cy, r: 3, fill: colour })
      }),
    ]
  })
  const crossing = marks.flatMap(value => {
    const [, atY] = pointIn(box, 0, yAxis.place(value))
    const d = `M${box.x} ${atY.toFixed(2)}h${box.width}`
    return element('path', { d, stroke: SOFT_INK, 'stroke-width': 1.2, 'stroke-dasharray': '5 4' })
  })
  return svgDocument(SIZE.width, SIZE.height, plot.title, [
    element('defs', {}, clip),
    ...heading(plot, SIZE.width),
    ...plotFrame(box, xAxis, yAxis, true),
    ...crossing,
    element('g', { 'clip-path': 'url(#box)' }, [...bands, ...drawn].join('')),
    ...legendOf(lines, names, hue, box),
  ])
}

/** Title and, softer, what the plot is over. */
export function heading({ title, subtitle }: Pick<LinePlot, 'title' | 'subtitle'>, width: number): string[] {
  return [
    textElement(fitText(title, width - 40, 17, true), 20, 32, 17, { 'font-weight': 'bold' }),
    textElement(fitText(subtitle, width - 40, 12.5), 20, 54, 12.5, { fill: SOFT_INK }),
  ]
}

function lineColour(hue: number | string, index: number, count: number): string {
  if (typeof hue === 'string') return WORD_COLOURS[index % WORD_COLOURS.length]
  // Without the bright end of the map, which is hard to see on white.
  return hexColour(mapColour('linear', count === 1 ? 0.3 : (0.85 * index) / (count - 1)))
}

function legendOf(
  lines: readonly PlotLine[],
  names: readonly string[],
  hue: StudyColumn | undefined,
  box: PlotBox,
): string[] {
  if (hue === undefined) return []
  const x = box.x + box.width + 18
  return [
    textElement(hue.name, x, box.y + 12, LEGEND_SIZE, { 'font-weight': 'bold' }),
    ...lines.flatMap((line, k) => {
      const y = box.y + 34 + k * 21
      const stroke = lineColour(line.hue, k, lines.length)
      return [
        element('path', { d: `M${x} ${y - 4}h20`, stroke, 'stroke-width': 2.5 }),
        textElement(names[k], x + 27, y, LEGEND_SIZE),
      ]
    }),
  ]
}
