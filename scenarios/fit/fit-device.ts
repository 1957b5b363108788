import { levenbergMarquardt } from 'ml-levenberg-marquardt'
import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { OptionError } from '../../arrays/errors.ts'
import { normal } from '../../arrays/random/keyed-random.ts'
import { drawEnsemble } from './draw-ensemble.ts'
import { type Coordinate, fitCoordinates } from './fit-coordinates.ts'
import { type Curvature, curvatureOf } from './fit-curvature.ts'
import { startValues } from './fit-start.ts'
import type { Measurement } from './measurement.ts'
import { predict } from './predict.ts'

export interface FitDeviceOptions {
  /** Parameters that keep these values. */
  readonly fixed?: Readonly<Record<string, number>>
  /** Initial states that differ from the model's. */
  readonly state?: Readonly<Record<string, number>>
  /** How the noise of the response grows: with its size (down to 1 % of the largest), or not at all. @defaultValue relative */
  readonly noise?: 'relative' | 'absolute'
  /** Parameter sets to keep. @defaultValue 24 */
  readonly members?: number
  /** From how many starts the least sum of squares is looked for: the model's own and others around it. @defaultValue 3 */
  readonly starts?: number
  /** @defaultValue 0 */
  readonly seed?: number
  readonly signal?: AbortSignal
}

/** One parameter after a fit. */
export interface FittedParameter {
  readonly name: string
  readonly unit: string
  readonly value: number
  /** Standard error; absent where the parameter was not moved. */
  readonly error?: number
  /** data: the measurements say what it is; weak: they hardly do, so that the error is that of what was thought before; kept: it was not moved. */
  readonly from: 'data' | 'weak' | 'kept'
}

export interface DeviceFit {
  readonly model: DeviceModel | GatedDeviceModel
  readonly parameters: readonly FittedParameter[]
  readonly state: Readonly<Record<string, number>>
  /** The fitted response at each row. */
  readonly predicted: Float64Array
  readonly points: number
  /** Root mean square of response minus fit, in the unit of the response. */
  readonly residual: number
  /** The same in units of the assumed size of the noise: the response itself, or its largest value. */
  readonly relativeResidual: number
  /** Parameter sets that meet the data, all parameters by name. */
  readonly ensemble: readonly Readonly<Record<string, number>>[]
}

/** A parameter whose standard error is above this part of a unit of its coordinate is called weak. */
const WEAK = 0.5
/** How far the further starts lie around the model's own, in units of the coordinates. */
const START_SPREAD = 0.3
/** Keeps these draws apart from others of the same seed. */
const STREAM = 7_003
/** First guess of the noise, relative. */
const FIRST_NOISE = 0.01
/** The library keeps a step that made things worse, so it is restarted from its best point until that stays. */
const RESTARTS = 8
const ITERATIONS = 12
/** Standard deviations. */
const MOST_RESIDUAL = 1e6

const NAMES: OptionNames<Required<FitDeviceOptions>> = {
  fixed: true,
  state: true,
  noise: true,
  members: true,
  starts: true,
  seed: true,
  signal: true,
}

/**
 * Fits a device's parameters to a measured response by least squares. Every parameter is held to its start by one residual of its
 * own (a factor of e, or its own size, counts as much as one standard deviation of the noise), so those that the data determine
 * go where the data say, and the others stay; the standard errors and the ensemble follow from the curvature of the sum of squares.
 * @throws RangeError for a fixed parameter or state that the model does not have or that is out of range, for a model without free parameters, and for a drive at which
 * the model has no finite response
 */
export function fitDevice(
  model: DeviceModel | GatedDeviceModel,
  measurement: Measurement,
  options: FitDeviceOptions = {},
): DeviceFit {
  checkOptionKeys('fitDevice', options, NAMES)
  const { fixed = {}, state = {}, noise = 'relative', members = 24, starts = 3, seed = 0, signal } = options
  const { response } = measurement
  const rows = [...response.keys()].filter(k => !Number.isNaN(response[k]))
  const largest = rows.reduce((most, k) => Math.max(most, Math.abs(response[k])), 0)
  const sizes = rows.map(k => (noise === 'absolute' ? largest : Math.hypot(response[k], 0.01 * largest)))
  const full = (values: Readonly<Record<string, number>>): Float64Array =>
    predict(model, { parameters: values, state }, measurement)
  const wide = model.name === 'populations'
  const differences = (values: Readonly<Record<string, number>>): number[] => {
    const found = full(values)
    return rows.map((row, k) => (found[row] - response[row]) / sizes[k])
  }
  const start = startValues(model, measurement, fixed, differences)
  const coordinates = fitCoordinates(model, start, new Set(Object.keys(fixed)), wide ? 3 : 1)
  if (coordinates.length === 0) {
    throw new OptionError(
      'fitDevice',
      `the device ${model.name} without a free parameter`,
      'at least one that the data may move',
    )
  }
  const valuesOf = (x: ArrayLike<number>): Record<string, number> => ({
    ...start,
    ...Object.fromEntries(coordinates.map((c, k) => [c.name, c.value(x[k])])),
  })
  // What a model far off gives is bounded, so that the curvature is a number.
  const residuals = (x: ArrayLike<number>): number[] => differences(valuesOf(x)).map(bounded)
  const valleys = findValleys(
    Array.from({ length: starts }, (_, n) =>
      coordinates.map((_c, k) => (n === 0 ? 0 : START_SPREAD * normal(seed, STREAM + n, k))),
    ),
    { coordinates, residuals, ...(signal === undefined ? {} : { signal }) },
  )
  const best = valleys[0]
  const { x } = best
  const values = valuesOf(x)
  const predicted = full(values)
  const left = rows.map(row => predicted[row] - response[row])
  const errors = new Map(
    coordinates.map((c, k) => {
      // Other parameter sets that meet the data as well widen the error.
      const apart = valleys.map(valley => valley.curvature.errors[k] ** 2 + (valley.x[k] - x[k]) ** 2)
      const error = Math.sqrt(apart.reduce((a, b) => a + b) / valleys.length)
      return [c.name, { x: error, error: Math.abs(c.slope(x[k])) * error }]
    }),
  )
  return {
    model,
    parameters: model.parameters.map(({ name, unit }): FittedParameter => {
      const found = errors.get(name)
      if (found === undefined) return { name, unit, value: values[name], from: 'kept' }
      return {
        name,
        unit,
        value: values[name],
        error: found.error,
        from: found.x > WEAK ? 'weak' : 'data',
      }
    }),
    state,
    predicted,
    points: rows.length,
    residual: Math.sqrt(sumOfSquares(left) / rows.length),
    relativeResidual: Math.sqrt(sumOfSquares(residuals(x)) / rows.length),
    ensemble: valleys
      .flatMap((valley, n) => {
        const share = Math.floor((members + n) / valleys.length)
        return drawEnsemble({ ...valley, residuals, scale: best.scale, members: share, seed: seed + n })
      })
      .map(valuesOf),
  }
}

/** A least sum of squares. */
interface Valley {
  readonly x: readonly number[]
  readonly curvature: Curvature
  /** Standard deviation of a residual. */
  readonly scale: number
  readonly squares: number
}

interface Problem {
  readonly coordinates: readonly Coordinate[]
  readonly residuals: (x: ArrayLike<number>) => number[]
  readonly signal?: AbortSignal
}

/** Fits from each start; the best answer, and those that meet the data as well as it, best first. */
function findValleys(starts: readonly (readonly number[])[], problem: Problem): Valley[] {
  const found = starts.map(start => descend(start, problem)).toSorted((a, b) => a.squares - b.squares)
  const best = found[0]
  const allowed = best.squares + best.scale ** 2 * (best.curvature.determined + 1)
  return found.filter(valley => valley.squares <= allowed)
}

function descend(start: readonly number[], { coordinates, residuals, signal }: Problem): Valley {
  let x = [...start]
  let scale = FIRST_NOISE
  for (let round = 0; round < 3; round++) {
    x = minimise(coordinates, residuals, x, scale, signal)
    const before = scale
    const { determined } = curvatureOf(residuals, x, scale)
    const left = residuals(x)
    // What the data determine costs degrees of freedom; what they leave free does not.
    scale = Math.max(Math.sqrt(sumOfSquares(left) / Math.max(1, left.length - determined)), 1e-9)
    if (scale / before < 1.5 && before / scale < 1.5) break
  }
  return { x, curvature: curvatureOf(residuals, x, scale), scale, squares: sumOfSquares(residuals(x)) }
}

/** Least squares of the residuals over the noise, with one more for each coordinate that holds it to its start. */
function minimise(
  coordinates: readonly Coordinate[],
  residuals: (x: ArrayLike<number>) => number[],
  from: readonly number[],
  scale: number,
  signal: AbortSignal | undefined,
): number[] {
  const all = (x: ArrayLike<number>): number[] => [
    ...residuals(x).map(value => bounded(value / scale)),
    ...Array.from(x),
  ]
  const count = all(from).length
  const data = { x: Float64Array.from({ length: count }, (_, k) => k), y: new Float64Array(count) }
  const limits = coordinates.map(c => [limit(c, c.range[0], -30), limit(c, c.range[1], 30)] as const)
  let best = [...from]
  let error = sumOfSquares(all(best))
  for (let restart = 0; restart < RESTARTS; restart++) {
    signal?.throwIfAborted()
    const found = attempt(() =>
      levenbergMarquardt(
        data,
        x => {
          const values = all(x)
          return index => values[index]
        },
        {
          initialValues: best,
          minValues: limits.map(([low]) => low),
          maxValues: limits.map(([, high]) => high),
          jacobianFunction: x => {
            const columns = slopes(all, x)
            return index => columns.map(column => column[index])
          },
          damping: restart === 0 ? 10 : 1,
          errorTolerance: 1e-12,
          maxIterations: ITERATIONS,
        },
      ),
    )
    if (found === undefined) break
    const next = sumOfSquares(all(found.parameterValues))
    const gain = (error - next) / error
    if (next < error) {
      best = found.parameterValues
      error = next
    }
    if (!(gain > 1e-5)) break
  }
  return best
}

function limit({ at }: Coordinate, value: number, open: number): number {
  const x = at(value)
  return Number.isFinite(x) ? Math.min(30, Math.max(-30, x)) : open
}

/** Residuals that a model far off can have are bounded, so that the next step is still finite. */
function bounded(value: number): number {
  return Number.isNaN(value) ? MOST_RESIDUAL : Math.max(-MOST_RESIDUAL, Math.min(MOST_RESIDUAL, value))
}

/** The library throws where its matrix is singular: there is no step to take from there. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof Error && /singular/.test(error.message)) return undefined
    throw error
  }
}

/** Columns of the Jacobian by forward differences. */
function slopes(all: (x: ArrayLike<number>) => number[], x: readonly number[]): number[][] {
  const step = 1e-5
  const here = all(x)
  return x.map((_, p) => {
    const there = all(x.map((value, k) => (k === p ? value + step : value)))
    return there.map((value, k) => (value - here[k]) / step)
  })
}

function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}
