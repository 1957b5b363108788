import { ticks } from 'd3-array'
import { element, SOFT_INK, textElement } from '../drawing/svg.ts'
import { textWidth } from '../drawing/text-width.ts'
import type { LineNames } from './map-series.ts'
import type { SheetLayout } from './sheet-layout.ts'

const SIZE = 10.5
/** Between two numbers on the axis of bit lines, px. */
const GAP = 8
/** From one number to the next on the axis of word lines, px. */
const LINE = 20
/** That the name of the lines leaves of the side of a panel, px. */
const ROOM = 14

/** Room left of the panels for the numbers of word lines and their title, px. */
export function wordLineAxisWidth(wordLines: number): number {
  return 22 + numberWidth(wordLines)
}

function numberWidth(lines: number): number {
  return textWidth(String(lines - 1), SIZE)
}

/**
 * Numbers of word lines left of the first column of panels, of bit lines below the lowest panel of each column,
 * and what they count.
 * @param names of the lines
 */
export function lineAxes(
  panels: readonly { readonly x: number; readonly y: number }[],
  layout: SheetLayout,
  size: readonly [number, number],
  [rowName, columnName]: LineNames,
): string[] {
  const { cell, columns, panelHeight, panelWidth } = layout
  const soft = { fill: SOFT_INK }
  const parts: string[] = []
  panels.forEach(({ x, y }, k) => {
    if (k % columns === 0) {
      const middle = y + panelHeight / 2
      const left = Math.round(x - 13 - numberWidth(size[0]))
      const turn = { 'text-anchor': 'middle', transform: `rotate(-90 ${left} ${middle.toFixed(2)})` }
      if (panelHeight >= textWidth(rowName, SIZE) + ROOM)
        parts.push(textElement(rowName, left, middle, SIZE, { ...soft, ...turn }))
      for (const i of lineNumbers(size[0], cell, LINE)) {
        const at = y + (i + 0.5) * cell + SIZE * 0.36
        parts.push(textElement(String(i), x - 5, at, SIZE, { ...soft, 'text-anchor': 'end' }))
      }
    }
    if (k + columns >= panels.length) {
      const below = y + panelHeight
      for (const j of lineNumbers(size[1], cell, GAP + numberWidth(size[1]))) {
        const at = x + (j + 0.5) * cell
        parts.push(textElement(String(j), at, below + 13, SIZE, { ...soft, 'text-anchor': 'middle' }))
      }
      if (panelWidth >= textWidth(columnName, SIZE) + ROOM) {
        parts.push(
          textElement(columnName, x + panelWidth / 2, below + 27, SIZE, { ...soft, 'text-anchor': 'middle' }),
        )
      }
    }
  })
  return [element('g', { class: 'axes' }, parts.join(''))]
}

/** Numbers of lines that have room, from 0 in round steps. */
function lineNumbers(lines: number, cell: number, room: number): number[] {
  const most = Math.max(1, Math.floor((lines * cell) / room))
  if (lines <= most) return Array.from({ length: lines }, (_, line) => line)
  return ticks(0, lines - 1, Math.max(1, most - 1)).filter(Number.isInteger)
}
