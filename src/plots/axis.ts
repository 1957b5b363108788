import { extent } from 'd3-array'
import { scaleLinear, scaleLog, scalePoint } from 'd3-scale'
import { type ScaleTick, scaleTicks } from './colours/scale-ticks.ts'
import { type DisplayUnit, displayUnit } from './drawing/si-format.ts'

/** Label and unit of an axis; values are SI. */
export interface AxisSpec {
  readonly label: string
  /** SI unit without prefix; '1' or '' for a ratio. */
  readonly unit: string
  /** Logarithmic: values that are not positive are gaps; linear where none is positive. */
  readonly log?: boolean
  /** A log axis goes no deeper than so many decades below the largest value. @defaultValue 15 */
  readonly decades?: number
  /** Values that the axis shows whatever is drawn. */
  readonly include?: readonly number[]
  /** Both ends, in place of those that the values need. */
  readonly range?: readonly [low: number, high: number]
  /** Unit that the ticks are in. @defaultValue the one in which they are shortest */
  readonly display?: DisplayUnit
}

/** How values become places along one side of a plot. */
export interface PlotAxis {
  readonly kind: 'linear' | 'log' | 'words'
  /** With the unit that the ticks are in, 'current (pA)'. */
  readonly title: string
  readonly ticks: readonly ScaleTick[]
  /** 0 at the lower end, 1 at the upper, beyond for values outside; NaN for what the axis cannot show. */
  position(value: number | string): number
}

export type Side = 'along' | 'up'

const TICKS = 6
/** Room beyond the outermost values, as a part of the axis. */
const SPARE = 0.02
/** Values that differ by less of their size differ by rounding. */
const FLAT = 1e-9
const DECADES = 15

/**
 * An axis for values: numbers, or words each at its own place in alphabetical order.
 * @param values all that is drawn along it; numbers that are not finite take no part
 * @param side along the plot the axis ends soon after the outermost values; up it ends at round numbers, at zero where values come near it
 */
export function plotAxis(spec: AxisSpec, values: Iterable<number | string>, side: Side): PlotAxis {
  const all = [...values]
  if (all.some(value => typeof value === 'string')) return wordAxis(spec, all.map(String))
  const numbers = [...(all as number[]), ...(spec.include ?? [])].filter(Number.isFinite)
  const [low, high] = spec.range ?? [0, 0]
  if (spec.log === true) {
    const positive = numbers.filter(value => value > 0)
    if (spec.range === undefined ? positive.length > 0 : low > 0) return logAxis(spec, positive)
  }
  return linearAxis(spec, numbers, spec.range === undefined ? side : [low, high])
}

function linearAxis(
  { label, unit, display: wanted }: AxisSpec,
  numbers: readonly number[],
  ends: Side | readonly [number, number],
): PlotAxis {
  const [from, to] = typeof ends === 'string' ? linearDomain(numbers, ends) : ends
  const display = wanted ?? displayUnit(symbolOf(unit), Math.max(Math.abs(from), Math.abs(to)))
  // Round numbers are wanted of what is printed, 0.5 pA.
  const scale = scaleLinear([from / display.factor, to / display.factor], [0, 1])
  if (ends === 'up') scale.nice(TICKS)
  const domain = scale.domain().map(end => end * display.factor) as [number, number]
  return {
    kind: 'linear',
    title: titled(label, display.label),
    ticks: scaleTicks(
      { kind: 'linear', domain, unit: symbolOf(unit), display },
      { count: symbolOf(unit) === '' && numbers.every(Number.isInteger) ? wholeTicks(domain) : TICKS },
    ),
    position: value => scale(Number(value) / display.factor),
  }
}

/** Of what is counted: no more ticks than whole numbers. */
function wholeTicks([low, high]: readonly [number, number]): number {
  return Math.min(TICKS, Math.max(1, Math.floor(high) - Math.ceil(low)))
}

function linearDomain(numbers: readonly number[], side: Side): [number, number] {
  const [least = 0, most = 1] = extent(numbers)
  const flat = most - least <= FLAT * Math.max(Math.abs(least), Math.abs(most))
  // Equal values stand in the middle.
  if (flat) return [least - (Math.abs(least) || 1), most + (Math.abs(most) || 1)]
  if (side === 'along') return [least - SPARE * (most - least), most + SPARE * (most - least)]
  return [least >= 0 && least < most / 2 ? 0 : least, most <= 0 && most > least / 2 ? 0 : most]
}

function logAxis(spec: AxisSpec, positive: readonly number[]): PlotAxis {
  const { label, unit, range, display, decades = DECADES } = spec
  const [lowest = 1, most = 1] = extent(positive)
  const least = Math.max(lowest, most / 10 ** decades)
  const spare = most > least ? (most / least) ** SPARE : Math.sqrt(10)
  const domain = range ?? ([least / spare, most * spare] as const)
  const scale = scaleLog(domain, [0, 1])
  return {
    kind: 'log',
    // Without a unit of its own each tick carries its prefix.
    title: titled(label, display?.label ?? ''),
    ticks: scaleTicks(
      {
        kind: 'log',
        domain,
        unit: symbolOf(unit),
        display: display ?? { factor: 1, label: '' },
        named: display !== undefined,
      },
      { count: TICKS },
    ),
    position: value => (Number(value) > 0 ? scale(Number(value)) : Number.NaN),
  }
}

function wordAxis({ label }: AxisSpec, values: readonly string[]): PlotAxis {
  const words = [...new Set(values)].sort((a, b) => a.localeCompare(b, 'en'))
  const scale = scalePoint(words, [0, 1]).padding(0.5)
  const position = (value: number | string): number => scale(String(value)) ?? Number.NaN
  return {
    kind: 'words',
    title: label,
    ticks: words.map(word => ({ position: position(word), label: word })),
    position,
  }
}

function titled(label: string, unit: string): string {
  return unit === '' ? label : `${label} (${unit})`
}

function symbolOf(unit: string): string {
  return unit === '1' ? '' : unit
}
