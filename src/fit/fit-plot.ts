import { extent } from 'd3-array'
import type { DeviceFit } from '../../scenarios/fit/fit-device.ts'
import type { Measurement } from '../../scenarios/fit/measurement.ts'
import { predict } from '../../scenarios/fit/predict.ts'
import { plot } from '../plots/plot.ts'
import type { PlotSeries } from '../plots/series.ts'

/** Dots that leave the line behind them visible. */
const MOST_DOTS = 120
/** A current that spans more than this is drawn on a log axis. */
const DECADES = 2
/** A drive of at least this many levels, told apart by hundredths of its range, is a sweep. */
const SWEPT_LEVELS = 8
/** Sizes that lie more than a factor of this below the smallest twentieth are crossings of 0 and leave the log axis. */
const CROSSING = 100

/** Data and model of the picture of a fit. */
export interface DrawnFit {
  /** Of what, "sinh fitted". */
  readonly title: string
  readonly predicted: Float64Array
  readonly points: number
  readonly residual: number
  readonly relativeResidual: number
  /** Predictions of other parameter sets that meet the data. */
  readonly members: readonly Float64Array[]
}

/** A fit of a device with what its ensemble predicts. */
export function drawnFit(fit: DeviceFit, measurement: Measurement): DrawnFit {
  const { model, ensemble, ensembleStarts } = fit
  return {
    ...fit,
    title: `${model.base ?? model.name} fitted`,
    members: ensemble.map((parameters, k) =>
      predict(
        model,
        { parameters, state: { ...fit.state, ...fit.start, ...ensembleStarts[k] } },
        measurement,
      ),
    ),
  }
}

/**
 * The measured response, the fitted one with the range of the ensemble, and below what is left between them, as an SVG document:
 * against the drive where it is swept, else against time. Where the response spans decades its size stands on a log axis.
 */
export function fitPlot(fit: DrawnFit, measurement: Measurement): string {
  const { file, seconds, drive, driveKind, response, responseUnit } = measurement
  const rows = [...seconds.keys()].filter(k => !Number.isNaN(response[k]))
  const swept = isSwept(measurement, rows)
  const x = rows.map(k => (swept ? drive : seconds)[k])
  const [low, high] = middleOf(rows.map(k => response[k]))
  const log = Math.log10(high / low) > DECADES
  const sizeOf = (value: number): number => (Math.abs(value) < low / CROSSING ? 0 : Math.abs(value))
  const at = (values: ArrayLike<number>): number[] => rows.map(k => (log ? sizeOf(values[k]) : values[k]))
  const extreme = (pick: (...values: number[]) => number): number[] => {
    const members = fit.members.map(at)
    return rows.map((_, k) => pick(...members.map(member => member[k])))
  }
  const what = responseUnit === 'A' ? 'current' : 'voltage'
  const dots = thinned(x, at(response))
  const left = thinned(
    x,
    rows.map(k => response[k] - fit.predicted[k]),
  )
  const measured: PlotSeries = { name: 'measured', ...dots, style: 'points' }
  const line: PlotSeries = {
    name: 'fit',
    x,
    y: at(fit.predicted),
    ...(fit.members.length === 0 ? {} : { low: extreme(Math.min), high: extreme(Math.max) }),
  }
  return plot({
    title: `${fit.title} to ${file}`,
    subtitle: `${fit.points} points; root mean square residual ${fit.residual.toPrecision(3)} ${responseUnit}, ${(100 * fit.relativeResidual).toPrecision(3)} % of the largest ${what}`,
    x: swept
      ? { label: driveKind, unit: driveKind.endsWith('current') ? 'A' : 'V' }
      : { label: 'time', unit: 's' },
    panels: [
      { y: { label: log ? `size of the ${what}` : what, unit: responseUnit, log }, series: [line, measured] },
      {
        y: { label: 'measured less fitted', unit: responseUnit, include: [0] },
        marks: [0],
        series: [{ name: 'residual', ...left, style: 'points' }],
      },
    ],
  })
}

/** Whether the drive of these rows goes through many levels, and the response was taken at it. */
function isSwept({ drive, reads }: Measurement, rows: readonly number[]): boolean {
  if (reads !== undefined) return false
  const levels = rows.map(k => drive[k])
  const [least = 0, most = 0] = extent(levels)
  const steps = new Set(levels.map(level => Math.round((100 * (level - least)) / (most - least))))
  return steps.size >= SWEPT_LEVELS
}

/** Ends of the middle nine tenths of the sizes; 1 and 1 of too few. */
function middleOf(values: readonly number[]): readonly [number, number] {
  const sizes = values
    .map(Math.abs)
    .filter(value => value > 0)
    .toSorted((a, b) => a - b)
  if (sizes.length < 10) return [1, 1]
  const at = (share: number): number => sizes[Math.floor(share * (sizes.length - 1))]
  return [at(0.05), at(0.95)]
}

function thinned(x: readonly number[], y: readonly number[]): { x: number[]; y: number[] } {
  const every = Math.ceil(x.length / MOST_DOTS)
  const keep = (_: number, k: number): boolean => k % every === 0
  return { x: x.filter(keep), y: y.filter(keep) }
}
