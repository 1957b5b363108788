import { nice } from 'd3-array'
import { type ScaleTick, scaleTicks } from '../../plots/colours/scale-ticks.ts'
import { type DisplayUnit, displayUnit, formatSi } from '../../plots/drawing/si-format.ts'
import type { StudyColumn } from '../rows/study-columns.ts'

export type AxisScale = 'linear' | 'log'

/** How values become places along one side of a plot. */
export interface PlotAxis {
  readonly scale: AxisScale | 'words'
  /** What stands beside it: name and unit. */
  readonly title: string
  readonly ticks: readonly ScaleTick[]
  /** From 0 to 1; outside for values beyond its ends. */
  place(value: number | string): number
}

/** Positive values that span more than this are drawn on a logarithmic axis. */
const LOG_SPAN = { x: 30, y: 1000 } as const

/** Room beyond the outermost values, as a part of the axis. */
const MARGIN = { x: 0.03, y: 0.05 } as const

/** The scale for values, where the user says none. */
export function automaticScale(values: readonly (number | string)[], side: 'x' | 'y'): AxisScale {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (typeof value !== 'number') return 'linear'
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return low > 0 && high / low >= LOG_SPAN[side] ? 'log' : 'linear'
}

/**
 * An axis for values of a column.
 * @param values all that are drawn along it
 * @param side along the plot the axis ends soon after the outermost values; up it ends at round numbers, at zero where they come near it
 */
export function plotAxis(
  values: readonly (number | string)[],
  { name, unit }: Pick<StudyColumn, 'name' | 'unit'>,
  scale: AxisScale,
  side: 'x' | 'y',
): PlotAxis {
  const margin = MARGIN[side]
  if (values.some(value => typeof value === 'string')) return wordAxis(values.map(String), name)
  const numbers = values as readonly number[]
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  const log = scale === 'log'
  const along = log ? Math.log : (value: number) => value
  const back = log ? Math.exp : (value: number) => value
  const span = along(most) - along(least) || Math.max(Math.abs(along(most)), 1) * 0.2
  const [low, high] = [back(along(least) - margin * span), back(along(most) + margin * span)]
  const domain: [number, number] = log
    ? [low, high]
    : side === 'x'
      ? [low, high]
      : roundDomain(low, high, numbers)
  const display: DisplayUnit = displayUnit(unit, Math.max(Math.abs(domain[0]), Math.abs(domain[1])))
  // On a logarithmic axis each number has its own unit.
  const shown = log || display.label === '' ? '' : ` (${display.label})`
  return {
    scale,
    title: `${name}${shown}`,
    ticks: scaleTicks({ kind: scale, domain, unit, display }),
    place: value => (along(value as number) - along(domain[0])) / (along(domain[1]) - along(domain[0])),
  }
}

function roundDomain(low: number, high: number, numbers: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  const from = least >= 0 && least < most / 2 ? 0 : low
  const to = most <= 0 && most > least / 2 ? 0 : high
  return nice(from, to, 6) as [number, number]
}

function wordAxis(values: readonly string[], name: string): PlotAxis {
  const words = [...new Set(values)].sort((a, b) => a.localeCompare(b, 'en'))
  const place = (value: number | string): number => (words.indexOf(String(value)) + 0.5) / words.length
  return {
    scale: 'words',
    title: name,
    ticks: words.map(word => ({ position: place(word), label: word })),
    place,
  }
}

/** A value of a column as text: "10 Ω", "half". */
export function valueText(value: number | string, unit: string): string {
  return typeof value === 'number' ? formatSi(value, unit) : value
}
