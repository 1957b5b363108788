import type { PlotData } from './plot-data.ts'
import { type Band, type Summary, summarise } from './summarise.ts'

/** One line of a plot. */
export interface PlotLine {
  /** Value of the hue; '' where there is none. */
  readonly hue: number | string
  readonly places: readonly (Summary & { readonly x: number | string })[]
}

/** More values than this are put into bins. */
const MOST_PLACES = 40
const BINS = 20

/**
 * Rows as lines, one for each hue in rising order, with a place for each value of x; where x has many values, for each of 20
 * equal parts of its range.
 * @param logarithmic parts are equal in the logarithm
 */
export function groupLines({ rows }: PlotData, band: Band, logarithmic: boolean): PlotLine[] {
  const binOf = places(
    rows.map(([x]) => x),
    logarithmic,
  )
  const lines = new Map<number | string, Map<number | string, { xs: (number | string)[]; ys: number[] }>>()
  for (const [x, y, hue] of rows) {
    const line = lines.get(hue) ?? new Map()
    lines.set(hue, line)
    const bin = binOf(x)
    const group = line.get(bin) ?? { xs: [], ys: [] }
    line.set(bin, group)
    group.xs.push(x)
    group.ys.push(y as number)
  }
  return [...lines]
    .sort(([a], [b]) => byValue(a, b))
    .map(([hue, line]) => ({
      hue,
      places: [...line.values()]
        .map(({ xs, ys }) => ({ x: middleOf(xs), ...summarise(ys, band) }))
        .sort((a, b) => byValue(a.x, b.x)),
    }))
}

/** A heat map: means by value of x and y, both in rising order; NaN where there is no row. */
export interface PlotGrid {
  readonly xs: readonly (number | string)[]
  readonly ys: readonly (number | string)[]
  /** [ys, xs], row-major. */
  readonly means: Float64Array
}

export function groupGrid(
  { rows }: PlotData,
  logarithmic: { readonly x: boolean; readonly y: boolean },
): PlotGrid {
  const xBin = places(
    rows.map(([x]) => x),
    logarithmic.x,
  )
  const yBin = places(
    rows.map(([, y]) => y),
    logarithmic.y,
  )
  const xs = axisOf(
    rows.map(([x]) => x),
    xBin,
  )
  const ys = axisOf(
    rows.map(([, y]) => y),
    yBin,
  )
  const sums = new Float64Array(xs.bins.length * ys.bins.length)
  const counts = new Float64Array(sums.length)
  for (const [x, y, value] of rows) {
    const k = ys.bins.indexOf(yBin(y)) * xs.bins.length + xs.bins.indexOf(xBin(x))
    sums[k] += value as number
    counts[k] += 1
  }
  return { xs: xs.values, ys: ys.values, means: sums.map((sum, k) => sum / counts[k]) }
}

function axisOf(
  values: readonly (number | string)[],
  binOf: (value: number | string) => number | string,
): { bins: (number | string)[]; values: (number | string)[] } {
  const groups = new Map<number | string, (number | string)[]>()
  for (const value of values) {
    const bin = binOf(value)
    const group = groups.get(bin) ?? []
    groups.set(bin, group)
    group.push(value)
  }
  const sorted = [...groups].sort(([a], [b]) => byValue(a, b))
  return { bins: sorted.map(([bin]) => bin), values: sorted.map(([, group]) => middleOf(group)) }
}

/** To which place a value belongs: its own, or a part of the range. */
function places(
  values: readonly (number | string)[],
  logarithmic: boolean,
): (value: number | string) => number | string {
  const numbers = values.filter(value => typeof value === 'number')
  if (numbers.length < values.length || new Set(numbers).size <= MOST_PLACES) return value => value
  const scale = (value: number): number => (logarithmic ? Math.log(value) : value)
  let [low, high] = [Infinity, -Infinity]
  for (const value of numbers) {
    low = Math.min(low, scale(value))
    high = Math.max(high, scale(value))
  }
  return value => Math.min(BINS - 1, Math.floor(((scale(value as number) - low) / (high - low)) * BINS))
}

function middleOf(values: readonly (number | string)[]): number | string {
  if (values.every(value => value === values[0])) return values[0]
  return (values as readonly number[]).reduce((sum, value) => sum + value, 0) / values.length
}

function byValue(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en')
}
