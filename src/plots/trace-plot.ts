import { type PlotPanel, plot } from './plot.ts'
import type { PlotSeries } from './series.ts'

/** One quantity of one place over time. */
export interface Trace {
  /** As in the legend, "cell (0, 3)". */
  readonly name: string
  /** The measured quantity, "cell current": traces of one quantity and unit share a frame. */
  readonly quantity: string
  /** SI unit without prefix; '1' for a ratio. */
  readonly unit: string
  /** One value for each time; NaN where there is none. */
  readonly values: ArrayLike<number>
}

/** Traces that were recorded while a program ran. */
export interface TracePlotSpec {
  readonly title: string
  readonly subtitle?: string
  /** Rising, s. */
  readonly timeS: ArrayLike<number>
  readonly traces: readonly Trace[]
}

/** More instants than this are drawn as the least and the largest value of each of as many parts of the time. */
const MOST_PARTS = 1500

/**
 * Draws recorded traces over time, a frame for each quantity, all over one time axis.
 * @returns a whole SVG document
 * @throws RangeError where a trace has not one value for each time, or there is no trace
 */
export function tracePlot({ title, subtitle = '', timeS, traces }: TracePlotSpec): string {
  if (traces.length === 0) throw new RangeError('tracePlot: traces is empty; expected at least one')
  for (const { name, values } of traces) {
    if (values.length !== timeS.length) {
      throw new RangeError(
        `tracePlot: trace "${name}" has ${values.length} values; expected ${timeS.length}, one for each time`,
      )
    }
  }
  const groups = new Map<string, Trace[]>()
  for (const trace of traces) {
    const key = `${trace.quantity}\n${trace.unit}`
    groups.set(key, [...(groups.get(key) ?? []), trace])
  }
  const panels = [...groups.values()].map(
    (group): PlotPanel => ({
      y: { label: group[0].quantity, unit: group[0].unit },
      series: group.map(({ name, values }) => seriesOf(name, timeS, values)),
    }),
  )
  return plot({ title, subtitle, x: { label: 'time', unit: 's' }, panels })
}

/** The values, or their envelope where they are too many to draw. */
function seriesOf(name: string, timeS: ArrayLike<number>, values: ArrayLike<number>): PlotSeries {
  const count = values.length
  if (count <= 2 * MOST_PARTS) return { name, x: Array.from(timeS), y: Array.from(values) }
  const rows = new Set<number>([0, count - 1])
  for (let part = 0; part < MOST_PARTS; part++) {
    const [from, to] = [part, part + 1].map(end => Math.floor((end * count) / MOST_PARTS))
    for (const k of extremes(values, from, to)) rows.add(k)
  }
  const sorted = [...rows].sort((a, b) => a - b)
  return { name, x: sorted.map(k => timeS[k]), y: sorted.map(k => values[k]) }
}

/** Where the least and the largest value stand, and one value that is missing, so that a gap stays a gap. */
function extremes(values: ArrayLike<number>, from: number, to: number): number[] {
  let [least, most, missing] = [-1, -1, -1]
  for (let k = from; k < to; k++) {
    if (Number.isNaN(values[k])) missing = k
    else {
      if (least < 0 || values[k] < values[least]) least = k
      if (most < 0 || values[k] > values[most]) most = k
    }
  }
  return [least, most, missing].filter(k => k >= 0)
}
