import { tickStep, ticks } from 'd3-array'
import { displayUnit, formatNumber, formatSi, powerOfTen } from '../../plots/drawing/si-format.ts'

/** What an axis shows, SI. */
export interface AxisSpec {
  readonly label: string
  /** "1" for a ratio. */
  readonly unit: string
  readonly log?: boolean
  /** Values that the axis shows whatever the curves do. */
  readonly include?: readonly number[]
}

/** An axis with its scale. */
export interface PlotAxis {
  /** With the unit that the ticks are in, "current (pA)". */
  readonly title: string
  readonly ticks: readonly { readonly position: number; readonly label: string }[]
  /** 0 at the lower end, 1 at the upper; NaN for what the scale cannot show. */
  position(value: number): number
}

const TICKS = 6
/** Values that differ by less of their size differ by rounding. */
const FLAT = 1e-9
/** Parts of a decade that ticks may stand at, the coarsest first. */
const MANTISSAS = [[1], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]] as const
const FEWEST_TICKS = 3

/**
 * Makes an axis that shows all values; a log axis where asked and all are positive.
 * @param values those that are not finite are left out
 */
export function plotAxis(spec: AxisSpec, values: Iterable<number>): PlotAxis {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of [...values, ...(spec.include ?? [])]) {
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (!(high >= low)) [low, high] = [0, 1]
  if (spec.log === true && low > 0 && high > low) return logAxis(spec, low, high)
  return linearAxis(spec, low, high)
}

function linearAxis({ label, unit }: AxisSpec, from: number, to: number): PlotAxis {
  // A flat curve stands in the middle.
  const flat = to - from <= FLAT * Math.max(Math.abs(from), Math.abs(to))
  const spare = flat ? Math.abs(to) || 1 : 0
  const { factor, label: symbol } = displayUnit(
    unit === '1' ? '' : unit,
    Math.max(Math.abs(from), Math.abs(to)),
  )
  const [least, most] = [(from - spare) / factor, (to + spare) / factor]
  const step = tickStep(least, most, TICKS)
  const low = Math.floor(least / step + 1e-9) * step
  const high = Math.ceil(most / step - 1e-9) * step
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const position = (value: number): number => (value / factor - low) / (high - low)
  return {
    title: symbol === '' ? label : `${label} (${symbol})`,
    ticks: ticks(low, high, TICKS).map(value => ({
      position: (value - low) / (high - low),
      label: formatNumber(value, decimals),
    })),
    position,
  }
}

function logAxis({ label, unit }: AxisSpec, from: number, to: number): PlotAxis {
  const [low, high] = [Math.log10(from), Math.log10(to)]
  const decades = high - low
  const symbol = unit === '1' ? '' : unit
  const stride = Math.max(1, Math.ceil(decades / 7))
  const ticksAt = (mantissas: readonly number[]): { position: number; label: string }[] => {
    const found: { position: number; label: string }[] = []
    for (let exponent = Math.floor(low); exponent <= high; exponent++) {
      if (exponent % stride !== 0) continue
      for (const mantissa of mantissas) {
        const position = (exponent + Math.log10(mantissa) - low) / decades
        if (position < -1e-9 || position > 1 + 1e-9) continue
        const plain = symbol === '' && mantissa === 1 && Math.abs(exponent) > 2
        found.push({
          position,
          label: plain ? powerOfTen(exponent) : formatSi(mantissa * 10 ** exponent, symbol),
        })
      }
    }
    return found
  }
  const all = MANTISSAS.map(ticksAt)
  return {
    title: label,
    ticks: all.find(found => found.length >= FEWEST_TICKS) ?? all.at(-1)!,
    position: value => (value > 0 ? (Math.log10(value) - low) / decades : Number.NaN),
  }
}
