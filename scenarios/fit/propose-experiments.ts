import { curvatureOf } from './fit-curvature.ts'
import type { Measurement } from './measurement.ts'

/** A measurement that could be made next. */
export interface ProposedExperiment {
  /** In words, with its volts and seconds. */
  readonly experiment: string
  /** Parameters that the data do not determine and the data with this experiment would. */
  readonly determines: readonly string[]
}

/** A drive against time. */
export type Drive = Pick<Measurement, 'seconds' | 'drive'>

export interface ProposeOptions {
  readonly measurement: Measurement
  /** The fit, and its coordinates' names. */
  readonly x: readonly number[]
  readonly names: readonly string[]
  /** Of the measurement, over the size of a response. */
  readonly residuals: (x: ArrayLike<number>) => number[]
  /** Standard deviation of a residual. */
  readonly scale: number
  /** Standard error above which a coordinate is not determined. */
  readonly weak: number
  /** The response of a device at rest to a drive. */
  readonly respond: (x: ArrayLike<number>, drive: Drive) => ArrayLike<number>
  /** Scale of the residual of a response. */
  readonly sizeOf: (response: number) => number
}

const ROWS = 60

/**
 * Which of a few experiments, within the volts that were applied, would determine the parameters that the data do not: the curvature of the
 * sum of squares at the fit, of the data together with each experiment's predicted response at the same noise.
 * @returns those that determine at least one more, the best first
 */
export function proposeExperiments(options: ProposeOptions): ProposedExperiment[] {
  const { measurement, x, names, residuals, scale, weak, respond, sizeOf } = options
  const undetermined = weakOf(curvatureOf(residuals, x, scale).errors, weak)
  if (undetermined.length === 0) return []
  return candidates(measurement)
    .map(({ experiment, drive }) => {
      const expected = Array.from(respond(x, drive))
      const both = (at: ArrayLike<number>): number[] => {
        const found = respond(at, drive)
        return [...residuals(at), ...expected.map((value, k) => (found[k] - value) / sizeOf(value))]
      }
      const left = new Set(weakOf(curvatureOf(both, x, scale).errors, weak))
      return { experiment, determines: undetermined.filter(k => !left.has(k)).map(k => names[k]) }
    })
    .filter(({ determines }) => determines.length > 0)
    .toSorted((a, b) => b.determines.length - a.determines.length)
}

function weakOf(errors: readonly number[], weak: number): number[] {
  return errors.flatMap((error, k) => (error > weak || !Number.isFinite(error) ? [k] : []))
}

function candidates({ seconds, drive, driveKind }: Measurement): { experiment: string; drive: Drive }[] {
  const span = seconds.at(-1)! - seconds[0] || 1
  const unit = driveKind.endsWith('voltage') ? 'V' : 'A'
  const most = drive.reduce((a, b) => Math.max(a, b), 0)
  const least = drive.reduce((a, b) => Math.min(a, b), 0)
  // The other polarity was not applied: the same size of it.
  const [up, down] = [most || -least, least || -most]
  const text = (value: number): string => String(Number(value.toPrecision(2)))
  const ends = `${text(down)} and ${text(up)} ${unit}`
  const read = 0.1 * up
  const steps = (share: number): number[] => [0.1, 0.3, 1].map(each => each * share * span)
  return [
    {
      experiment: `pulses of ${text(span / 20)} s at 40, 60, 80 and 100 % of ${ends}`,
      drive: stairs(
        [0.4, 0.6, 0.8, 1].flatMap(part => [
          [part * up, span / 20],
          [read, span / 20],
          [part * down, span / 20],
          [read, span / 20],
        ]),
      ),
    },
    {
      experiment: `pulses at ${ends} of ${steps(0.1).map(text).join(', ')} s`,
      drive: stairs(
        steps(0.1).flatMap(width => [
          [up, width],
          [read, span / 20],
          [down, width],
          [read, span / 20],
        ]),
      ),
    },
    {
      experiment: `pauses of ${steps(10).map(text).join(', ')} s after pulses at ${text(up)} ${unit}, read at ${text(read)} ${unit}`,
      drive: stairs(
        steps(10).flatMap(pause => [
          [up, span / 10],
          [read, pause],
        ]),
      ),
    },
    {
      experiment: `${text(10 * span)} s at ${text(up)} ${unit}, then at ${text(down)} ${unit}: to saturation`,
      drive: stairs([
        [up, 10 * span],
        [down, 10 * span],
      ]),
    },
  ]
}

/** Holds of a level and a duration, each in rows that become longer, so that what is fast and what is slow show. */
function stairs(holds: readonly (readonly number[])[]): Drive {
  const rows = Math.max(3, Math.floor(ROWS / holds.length))
  let now = 0
  const points = holds.flatMap(([level, duration]) => {
    const start = now
    now += duration
    return Array.from({ length: rows }, (_, k) => ({
      time: start + duration * 10 ** (2 * ((k + 1) / rows - 1)),
      level,
    }))
  })
  return {
    seconds: Float64Array.from([0, ...points.map(({ time }) => time)]),
    drive: Float64Array.from([0, ...points.map(({ level }) => level)]),
  }
}
