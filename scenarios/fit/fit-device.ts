import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { OptionError } from '../../arrays/errors.ts'
import { normal } from '../../arrays/random/keyed-random.ts'
import { drawEnsemble } from './draw-ensemble.ts'
import { type Coordinate, fitCoordinates, stateCoordinates } from './fit-coordinates.ts'
import { startStates, startValues } from './fit-start.ts'
import { bounded, findValleys, sumOfSquares, type Valley } from './least-squares.ts'
import type { Measurement } from './measurement.ts'
import { predict } from './predict.ts'
import { type ProposedExperiment, proposeExperiments } from './propose-experiments.ts'

export interface FitDeviceOptions {
  /** Parameters that keep these values. */
  readonly fixed?: Readonly<Record<string, number>>
  /** Initial states of the device, after the fit too, that differ from the model's. */
  readonly state?: Readonly<Record<string, number>>
  /**
   * States in which the measurement began: fitted, those of the device at rest, or these by name and the others at rest.
   * @defaultValue rest
   */
  readonly start?: 'fit' | 'rest' | Readonly<Record<string, number>>
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
  /** States in which the measurement began, as far as they are not those of the device at rest. */
  readonly start: Readonly<Record<string, number>>
  /** The fitted response at each row. */
  readonly predicted: Float64Array
  readonly points: number
  /** Root mean square of response minus fit, in the unit of the response. */
  readonly residual: number
  /** The same over the largest response. */
  readonly relativeResidual: number
  /** Root mean square in units of the assumed size of the noise: the response itself, or its largest value. */
  readonly weightedResidual: number
  /** Parameter sets that meet the data, all parameters by name. */
  readonly ensemble: readonly Readonly<Record<string, number>>[]
  /** Experiments that would determine parameters that the data do not. */
  readonly experiments: readonly ProposedExperiment[]
  /** `start` of each of them. */
  readonly ensembleStarts: readonly Readonly<Record<string, number>>[]
}

/** A parameter whose standard error is above this part of a unit of its coordinate is called weak. */
const WEAK = 0.5
/** How far the further starts lie around the model's own, in units of the coordinates. */
const START_SPREAD = 0.3
/** Part of the largest response above which a row tells the size of the conductances. */
const LARGE = 0.02
/** Keeps these draws apart from others of the same seed. */
const STREAM = 7_003

const NAMES: OptionNames<Required<FitDeviceOptions>> = {
  fixed: true,
  state: true,
  start: true,
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
 * the model has no finite response; the signal's reason
 */
export async function fitDevice(
  model: DeviceModel | GatedDeviceModel,
  measurement: Measurement,
  options: FitDeviceOptions = {},
): Promise<DeviceFit> {
  checkOptionKeys('fitDevice', options, NAMES)
  const { fixed = {}, state = {}, start = 'rest', members = 24, starts = 3, seed = 0, signal } = options
  const { response } = measurement
  const rows = [...response.keys()].filter(k => !Number.isNaN(response[k]))
  const largest = rows.reduce((most, k) => Math.max(most, Math.abs(response[k])), 0)
  const sizeOf = (value: number): number =>
    options.noise === 'absolute' ? largest : Math.hypot(value, 0.01 * largest)
  const sizes = rows.map(k => sizeOf(response[k]))
  const known = { ...state, ...(typeof start === 'object' ? start : {}) }
  const full = (values: FitValues): Float64Array =>
    predict(model, { parameters: values.parameters, state: { ...known, ...values.start } }, measurement)
  const differences = (values: FitValues): number[] => {
    const found = full(values)
    return rows.map((row, k) => (found[row] - response[row]) / sizes[k])
  }
  const moving = start === 'fit' ? stateCoordinates(model, known) : []
  const begin = startValues(
    model,
    measurement,
    fixed,
    parameters => differences({ parameters, start: {} }),
    parameters => largeRatios(response, full({ parameters, start: {} }), LARGE * largest),
  )
  const beginStates = startStates(moving, states => differences({ parameters: begin, start: states }))
  const coordinates = fitCoordinates(
    model,
    begin,
    new Set(Object.keys(fixed)),
    model.name === 'populations' ? 3 : 1,
  )
  if (coordinates.length === 0) throw withoutParameter(model)
  const all = [...coordinates, ...moving]
  const valuesOf = (x: ArrayLike<number>): FitValues => ({
    parameters: { ...begin, ...valuesAt(coordinates, x, 0) },
    start: valuesAt(moving, x, coordinates.length),
  })
  // Residuals of a model far off are bounded, so that the curvature is a number.
  const residuals = (x: ArrayLike<number>): number[] => differences(valuesOf(x)).map(bounded)
  const own = all.map((c, k) => (k < coordinates.length ? 0 : c.at(beginStates[c.name])))
  const valleys = await findValleys(
    Array.from({ length: starts }, (_, n) =>
      own.map((x, k) => x + (n === 0 ? 0 : START_SPREAD * normal(seed, STREAM + n, k))),
    ),
    { coordinates: all, residuals, ...(signal === undefined ? {} : { signal }) },
  )
  const best = valleys[0]
  const { x } = best
  const values = valuesOf(x)
  const predicted = full(values)
  const residual = Math.sqrt(sumOfSquares(rows.map(row => predicted[row] - response[row])) / rows.length)
  const errors = standardErrors(valleys)
  const ensemble = valleys
    .flatMap((valley, n) => {
      const share = Math.floor((members + n) / valleys.length)
      return drawEnsemble({ ...valley, residuals, scale: best.scale, members: share, seed: seed + n })
    })
    .map(valuesOf)
  return {
    model,
    parameters: fittedParameters(model, values, coordinates, { x, errors }),
    state,
    start: { ...(typeof start === 'object' ? start : {}), ...values.start },
    predicted,
    points: rows.length,
    residual,
    relativeResidual: residual / largest,
    weightedResidual: Math.sqrt(sumOfSquares(residuals(x)) / rows.length),
    experiments: proposeExperiments({
      measurement,
      x: x.slice(0, coordinates.length),
      names: coordinates.map(({ name }) => name),
      residuals: at => residuals([...Array.from(at), ...x.slice(coordinates.length)]),
      scale: best.scale,
      weak: WEAK,
      respond: (at, drive) => {
        const { driveKind } = measurement
        const parameters = { ...begin, ...valuesAt(coordinates, at, 0) }
        return predict(model, { parameters, state }, { ...drive, driveKind })
      },
      sizeOf,
    }),
    ensemble: ensemble.map(({ parameters }) => parameters),
    ensembleStarts: ensemble.map(member => member.start),
  }
}

/** Parameters that a fit moves. */
interface FitValues {
  readonly parameters: Readonly<Record<string, number>>
  readonly start: Readonly<Record<string, number>>
}

function withoutParameter({ name }: DeviceModel | GatedDeviceModel): OptionError {
  return new OptionError(
    'fitDevice',
    `the device ${name} without a free parameter`,
    'at least one that the data may move',
  )
}

/** Measured over modelled response in the rows in which it is at least `least`. */
function largeRatios(response: Float64Array, found: Float64Array, least: number): number[] {
  const rows = [...response.keys()].filter(k => Math.abs(response[k]) >= least)
  return rows.map(k => response[k] / found[k])
}

function fittedParameters(
  model: DeviceModel | GatedDeviceModel,
  { parameters }: FitValues,
  coordinates: readonly Coordinate[],
  { x, errors }: { readonly x: readonly number[]; readonly errors: readonly number[] },
): FittedParameter[] {
  return model.parameters.map(({ name, unit }): FittedParameter => {
    const k = coordinates.findIndex(each => each.name === name)
    if (k === -1) return { name, unit, value: parameters[name], from: 'kept' }
    const error = Math.abs(coordinates[k].slope(x[k])) * errors[k]
    return { name, unit, value: parameters[name], error, from: errors[k] > WEAK ? 'weak' : 'data' }
  })
}

function valuesAt(
  coordinates: readonly Coordinate[],
  x: ArrayLike<number>,
  first: number,
): Record<string, number> {
  return Object.fromEntries(coordinates.map((c, k) => [c.name, c.value(x[first + k])]))
}

/** Of each coordinate, widened by other parameter sets that meet the data as well. */
function standardErrors(valleys: readonly Valley[]): number[] {
  const { x } = valleys[0]
  return x.map((value, k) => {
    const apart = valleys.map(valley => valley.curvature.errors[k] ** 2 + (valley.x[k] - value) ** 2)
    return Math.sqrt(apart.reduce((a, b) => a + b) / valleys.length)
  })
}
