import { hexColour, isDark, mapColour, NON_POSITIVE_GREY } from '../colours/colour-map.ts'
import { scalePosition, type ValueScale } from '../colours/value-scale.ts'
import { decimalsFor, displayUnit, formatNumber } from '../drawing/si-format.ts'
import { textElement } from '../drawing/svg.ts'
import { textWidth } from '../drawing/text-width.ts'

/** How the numbers in the cells of all panels are printed. */
export interface CellNumbers {
  readonly size: number
  readonly format: (value: number) => string
}

/** Smaller text cannot be read on a slide. */
const MIN_SIZE = 7
const MAX_SIZE = 17

/**
 * The format and font size of cell values, the same in all panels; undefined where they do not fit.
 * @param planes the planes that are shown
 * @param cell side of a cell, px
 */
export function cellNumbers(
  planes: readonly Float64Array[],
  scale: ValueScale,
  cell: number,
): CellNumbers | undefined {
  // Nothing of three characters fits: spare formatting a million of them.
  if (textWidth('000', MIN_SIZE) > cell) return undefined
  const format = scale.kind === 'log' ? compactFormat(scale.unit) : fixedFormat(planes, scale)
  let widest = 0
  for (const plane of planes) {
    for (const value of plane)
      if (Number.isFinite(value)) widest = Math.max(widest, textWidth(format(value), 1))
  }
  const size = Math.min(MAX_SIZE, cell * 0.34, (cell * 0.8) / widest)
  return size < MIN_SIZE || widest === 0 ? undefined : { size, format }
}

/** One cell value, black or white, whichever is easier to read; nothing for a missing one. */
export function cellValue(
  value: number,
  numbers: CellNumbers,
  scale: ValueScale,
  [x, y]: readonly [number, number],
): string {
  if (!Number.isFinite(value)) return ''
  const position = scalePosition(scale, value)
  const ground = Number.isNaN(position) ? NON_POSITIVE_GREY : mapColour(scale.kind, position, scale.colourMap)
  const fill = hexColour(isDark(ground) ? [255, 255, 255] : [16, 16, 16])
  const text = numbers.format(value)
  const baseline = y + numbers.size * 0.36
  return textElement(text, x, baseline, numbers.size, { 'text-anchor': 'middle', fill })
}

/** Numbers in the unit of the colour bar, with as many decimals as tell most of them from 0. */
function fixedFormat(planes: readonly Float64Array[], scale: ValueScale): (value: number) => string {
  const { factor } = scale.display
  let largest = 0
  let whole = true
  const sizes: number[] = []
  for (const plane of planes) {
    for (const value of plane) {
      if (!Number.isFinite(value)) continue
      const size = Math.abs(value / factor)
      largest = Math.max(largest, size)
      whole &&= Math.abs(size - Math.round(size)) < 1e-9
      if (size > 0) sizes.push(size)
    }
  }
  const middle = sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 1
  const decimals = whole ? 0 : Math.max(decimalsFor(largest), Math.min(4, 1 - Math.floor(Math.log10(middle))))
  return value => formatNumber(value / factor, decimals)
}

/** Two digits with a prefix letter, '3.2n', or a power of ten where there is no unit. */
function compactFormat(unit: string): (value: number) => string {
  return value => {
    if (value === 0) return '0'
    const { factor, label } = displayUnit(unit === '' ? '' : 'S', Math.abs(value))
    if (unit === '' && factor !== 1) return value.toExponential(0).replaceAll('-', '−')
    const scaled = value / factor
    return `${formatNumber(scaled, Math.abs(scaled) < 9.95 ? 1 : 0)}${unit === '' ? '' : label.slice(0, -1)}`
  }
}
