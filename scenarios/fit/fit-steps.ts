import { levenbergMarquardt } from 'ml-levenberg-marquardt'
import { flowAlong, type PiecewiseLine } from '../../arrays/devices/table/piecewise-line.ts'
import { stepRates } from '../../arrays/devices/table/step-rates.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { Measurement, PulseForm } from './measurement.ts'

/** One row of a table of steps, S. */
export interface FittedStep {
  readonly direction: 'up' | 'down'
  /** Before the pulse. */
  readonly conductance: number
  readonly change: number
}

/** Measured pulses as steps of one pulse against the conductance. */
export interface StepFit {
  readonly steps: readonly FittedStep[]
  readonly up: PulseForm
  readonly down: PulseForm
  readonly readVolts: number
  /** The response that the steps give at each row, A. */
  readonly predicted: Float64Array
  readonly points: number
  /** Root mean square of response minus that of the steps, A. */
  readonly residual: number
  /** The same over the largest response. */
  readonly relativeResidual: number
  /** The same over the range of the responses. */
  readonly rangeResidual: number
}

/** Rows of a direction: enough for the bends of a curve, few enough to average its noise. */
const ROWS = 12
/** Share of the conductances beyond each end of the range, which noise makes. */
const BEYOND = 0.01
/** Cost of a bend of the logarithm of the steps between three rows, in parts of the range. */
const STIFFNESS = 0.1

/**
 * The steps of one pulse up and down whose run through the measured pulses is nearest to what was measured: least squares of steps at
 * equal distances of conductance, with a little stiffness.
 * @throws ConfigError for a measurement that is none of pulses up and down
 */
export function fitSteps({ file, drive, response, reads }: Measurement): StepFit {
  const [up, down] = (['up', 'down'] as const).map(way => reads?.forms.find(form => form.direction === way))
  if (reads === undefined || up === undefined || down === undefined || up.volts === down.volts) {
    const expected = 'conductances after pulses up and pulses down of other volts, for a table of steps'
    throw new ConfigError({ file }, 'no pulses of both directions', expected)
  }
  const measured = response.map(current => current / reads.volts)
  const sorted = measured.toSorted()
  const range = [BEYOND, 1 - BEYOND].map(share => sorted[Math.round(share * (sorted.length - 1))]) as [
    number,
    number,
  ]
  const span = range[1] - range[0]
  if (!(span > 0) || !(range[0] > 0)) {
    throw new ConfigError(
      { file },
      `conductances of ${range[0]} to ${range[1]} S`,
      'conductances above 0 S that the pulses change',
    )
  }
  const x = Float64Array.from({ length: ROWS }, (_, k) => range[0] + (span * k) / (ROWS - 1))
  const isUp = Array.from(drive, volts => volts === up.volts)
  const run = (
    start: number,
    lines: { readonly up: PiecewiseLine; readonly down: PiecewiseLine },
  ): Float64Array => {
    let now = start
    return reads.pulses.map((pulses, k) => {
      now = Math.min(range[1], Math.max(range[0], flowAlong(isUp[k] ? lines.up : lines.down, now, pulses)))
      return now
    })
  }
  const linesOf = (p: ArrayLike<number>) => ({
    up: { x, y: x.map((_, k) => span * Math.exp(p[k])) },
    down: { x, y: x.map((_, k) => -span * Math.exp(p[ROWS + k])) },
  })
  const residuals = (p: ArrayLike<number>): number[] => {
    const found = run(range[0] + span * p[2 * ROWS], linesOf(p))
    const bends = [0, ROWS].flatMap(first =>
      Array.from(
        { length: ROWS - 2 },
        (_, k) => STIFFNESS * (p[first + k] - 2 * p[first + k + 1] + p[first + k + 2]),
      ),
    )
    return [...Array.from(found, (value, k) => (value - measured[k]) / span), ...bends]
  }
  const total = (way: boolean): number =>
    reads.pulses.reduce((sum, n, k) => sum + (isUp[k] === way ? n : 0), 0)
  const start = [
    ...x.map(() => Math.log(2 / total(true))),
    ...x.map(() => Math.log(2 / total(false))),
    Math.min(0.99, Math.max(0.01, (measured[0] - range[0]) / span)),
  ]
  const p = minimise(residuals, start)
  const lines = linesOf(p)
  const steps = (['up', 'down'] as const).flatMap(direction =>
    Array.from(x, (conductance): FittedStep => {
      const end = Math.min(range[1], Math.max(range[0], flowAlong(lines[direction], conductance, 1)))
      return { direction, conductance, change: end - conductance }
    }),
  )
  // The device is made of the rows, and so is what is told of it.
  const ratesOf = (direction: 'up' | 'down'): PiecewiseLine => {
    const change = Float64Array.from(
      steps.filter(step => step.direction === direction),
      step => step.change,
    )
    return stepRates({ conductance: x, change, lines: [] }, range).rates
  }
  const found = run(range[0] + span * p[2 * ROWS], { up: ratesOf('up'), down: ratesOf('down') })
  const predicted = found.map(value => value * reads.volts)
  const residual = Math.sqrt(
    predicted.reduce((sum, value, k) => sum + (value - response[k]) ** 2, 0) / response.length,
  )
  const [low, high] = [Math.min(...response), Math.max(...response)]
  return {
    steps,
    up,
    down,
    readVolts: reads.volts,
    predicted,
    points: response.length,
    residual,
    relativeResidual: residual / Math.max(Math.abs(low), Math.abs(high)),
    rangeResidual: residual / (high - low),
  }
}

function minimise(residuals: (p: ArrayLike<number>) => number[], start: readonly number[]): number[] {
  const count = residuals(start).length
  const found = levenbergMarquardt(
    { x: Float64Array.from({ length: count }, (_, k) => k), y: new Float64Array(count) },
    p => {
      const values = residuals(p)
      return index => values[index]
    },
    {
      initialValues: [...start],
      minValues: start.map((_, k) => (k === start.length - 1 ? 0 : -30)),
      maxValues: start.map((_, k) => (k === start.length - 1 ? 1 : 0)),
      gradientDifference: 1e-4,
      damping: 1,
      errorTolerance: 1e-12,
      maxIterations: 100,
    },
  )
  return Array.from(found.parameterValues)
}
