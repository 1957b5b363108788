import { extent } from 'd3-array'
import type { DeviceFit } from '../../scenarios/fit/fit-device.ts'
import type { Measurement } from '../../scenarios/fit/measurement.ts'
import { predict } from '../../scenarios/fit/predict.ts'
import type { AxisSpec } from '../plots/axis.ts'
import { type PlotPanel, plot } from '../plots/plot.ts'

/** Dots that leave the line behind them visible. */
const MOST_DOTS = 120
/** A current that spans more than this is drawn on a log axis. */
const DECADES = 2
/** Dots of a loop stand so far apart, in parts of the frame. */
const APART = 0.015
/** Of the panel of a loop, px. */
const LOOP_HEIGHT = 320
/** A sweep has so many rows, passes most of so many parts of its range, and nearly all of its steps are small parts of it. */
const FEWEST_ROWS = 20
const BINS = 20
const MOST_BINS = 0.6
const STEP = 0.15
const SMALL_STEPS = 0.8
/** Sizes that lie more than a factor of this below the smallest twentieth are crossings of 0 and leave the log axis. */
const CROSSING = 100

/** Rows that are drawn as dots. */
type Dots = (x: readonly number[], y: readonly number[]) => { readonly x: number[]; readonly y: number[] }

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
 * The measured response, the fitted one with the range of the ensemble, and below what is left between them, as an SVG document. Where
 * the response spans decades its size stands on a log axis. A drive that sweeps has the response against the drive above all; runs of pulses
 * stand over the number of the pulse, a retention that lasts decades over the log of the time.
 */
export function fitPlot(fit: DrawnFit, measurement: Measurement): string {
  const { file, drive, response, responseUnit, driveKind } = measurement
  const rows = [...response.keys()].filter(k => !Number.isNaN(response[k]))
  const what = responseUnit === 'A' ? 'current' : 'voltage'
  const [low, high] = middleOf(rows.map(k => response[k]))
  const log = Math.log10(high / low) > DECADES
  const swept = measurement.reads === undefined && sweeps(drive)
  const over = runAxis(measurement)
  const x = rows.map(k => over.values[k])
  const size = { label: `size of the ${what}`, unit: responseUnit, log: true }
  const plain = { label: what, unit: responseUnit }
  const panel = (along: number[], dots: Dots, sizes: boolean, named = true): PlotPanel => {
    const sizeOf = (value: number): number => (Math.abs(value) < low / CROSSING ? 0 : Math.abs(value))
    const at = (values: ArrayLike<number>): number[] => rows.map(k => (sizes ? sizeOf(values[k]) : values[k]))
    const members = fit.members.map(at)
    const extreme = (pick: (...values: number[]) => number): number[] =>
      rows.map((_, k) => pick(...members.map(member => member[k])))
    const band = members.length === 0 ? {} : { low: extreme(Math.min), high: extreme(Math.max) }
    return {
      y: sizes ? size : plain,
      series: [
        { name: named ? 'fit' : '', x: along, y: at(fit.predicted), ...band },
        { name: named ? 'measured' : '', ...dots(along, at(response)), style: 'points' },
      ],
    }
  }
  const loop: PlotPanel = {
    ...panel(
      rows.map(k => drive[k]),
      (along, up) => spaced(along, up, log),
      log,
    ),
    x: { label: driveKind, unit: driveKind.endsWith('voltage') ? 'V' : 'A' },
    height: LOOP_HEIGHT,
  }
  const difference = rows.map(k => response[k] - fit.predicted[k])
  return plot({
    title: `${fit.title} to ${file}`,
    subtitle: `${fit.points} points; root mean square residual ${fit.residual.toPrecision(3)} ${responseUnit}, ${(100 * fit.relativeResidual).toPrecision(3)} % of the largest ${what}`,
    x: over.axis,
    panels: [
      // Sizes stand in the loop, so that signs can be seen over the time.
      ...(swept ? [loop] : []),
      panel(x, thinned, log && !swept, !swept),
      {
        y: { label: 'measured less fitted', unit: responseUnit, include: [0] },
        marks: [0],
        series: [{ name: 'residual', ...thinned(x, difference), style: 'points' }],
      },
    ],
  })
}

/** Whether a drive passes through its range in small steps, as sweeps and waves do and pulses do not. */
function sweeps(drive: ArrayLike<number>): boolean {
  const values = Array.from(drive)
  const [low = 0, high = 0] = extent(values)
  const span = high - low
  if (values.length < FEWEST_ROWS || span === 0) return false
  const seen = new Set(values.map(value => Math.min(BINS - 1, Math.floor((BINS * (value - low)) / span))))
  const small = values.filter((value, k) => k > 0 && Math.abs(value - values[k - 1]) <= STEP * span)
  return seen.size >= MOST_BINS * BINS && small.length >= SMALL_STEPS * (values.length - 1)
}

/** Where rows stand in the run: the number of the pulse, the time, or its log. */
function runAxis({ seconds, reads }: Measurement): { values: number[]; axis: AxisSpec } {
  const values = [...seconds]
  if (reads === undefined) return { values, axis: { label: 'time', unit: 's' } }
  if (reads.forms.length > 0) {
    let passed = 0
    return {
      values: Array.from(reads.pulses, pulses => {
        passed += pulses
        return passed
      }),
      axis: { label: 'pulse', unit: '1' },
    }
  }
  const [least = 0, most = 0] = extent(values.filter(value => value > 0))
  return { values, axis: { label: 'time', unit: 's', log: Math.log10(most / least) > DECADES } }
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

function thinned(x: readonly number[], y: readonly number[]): ReturnType<Dots> {
  const every = Math.ceil(x.length / MOST_DOTS)
  const keep = (_: number, k: number): boolean => k % every === 0
  return { x: x.filter(keep), y: y.filter(keep) }
}

/** Dots of a loop that stand some way from the one before, where it turns too. */
function spaced(x: readonly number[], y: readonly number[], log: boolean): ReturnType<Dots> {
  const up = y.map(value => (log ? (value > 0 ? Math.log10(value) : Number.NaN) : value))
  const [left = 0, right = 0] = extent(x)
  const [low = 0, high = 0] = extent(up.filter(Number.isFinite))
  const kept: number[] = []
  for (const [k, value] of up.entries()) {
    if (Number.isNaN(value)) continue
    const last = kept.at(-1)
    const away =
      last === undefined
        ? 1
        : Math.hypot((x[k] - x[last]) / (right - left), (value - up[last]) / (high - low || 1))
    if (away >= APART) kept.push(k)
  }
  return { x: kept.map(k => x[k]), y: kept.map(k => y[k]) }
}
