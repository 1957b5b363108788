import { element, textElement } from './drawing/svg.ts'
import { fitText, textWidth } from './drawing/text-width.ts'

/** One row of a legend. */
export interface LegendEntry {
  readonly name: string
  readonly colour: string
  readonly mark: 'line' | 'dashes' | 'points' | 'bar' | 'band'
}

const SIZE = 12
const ROW = 21
const MARK = 20
const WIDEST = 190
/** More rows are picked evenly. */
const MOST_ROWS = 12

/** Width of a legend with the gap before it, px; 0 where there is nothing to tell apart. */
export function legendWidth(entries: readonly LegendEntry[], heading?: string): number {
  if (entries.length === 0) return 0
  const names = entries.map(({ name }) => MARK + 7 + Math.min(textWidth(name, SIZE), WIDEST))
  return 18 + Math.max(...names, heading === undefined ? 0 : Math.min(textWidth(heading, SIZE, true), WIDEST))
}

/** Marks and names below each other, the heading above them. */
export function drawLegend(
  entries: readonly LegendEntry[],
  heading: string | undefined,
  left: number,
  top: number,
): string[] {
  const stride = Math.ceil(entries.length / MOST_ROWS)
  const shown = entries.filter((_, k) => k % stride === 0)
  const first = top + (heading === undefined ? 12 : 34)
  return [
    ...(heading === undefined
      ? []
      : [textElement(fitText(heading, WIDEST, SIZE, true), left, top + 12, SIZE, { 'font-weight': 'bold' })]),
    ...shown.flatMap((entry, row) => {
      const y = first + row * ROW
      return [
        drawMark(entry, left, y - 4),
        textElement(fitText(entry.name, WIDEST, SIZE), left + MARK + 7, y, SIZE),
      ]
    }),
  ]
}

function drawMark({ mark, colour }: LegendEntry, x: number, y: number): string {
  if (mark === 'points') return element('circle', { cx: x + MARK / 2, cy: y, r: 3.2, fill: colour })
  if (mark === 'bar' || mark === 'band') {
    return element('rect', {
      x,
      y: y - 6,
      width: MARK,
      height: 12,
      fill: colour,
      'fill-opacity': mark === 'bar' ? 0.5 : 0.22,
    })
  }
  const dashes = mark === 'dashes' ? '6 4' : undefined
  const d = `M${x} ${y}h${MARK}`
  return element('path', { d, fill: 'none', stroke: colour, 'stroke-width': 2.5, 'stroke-dasharray': dashes })
}
