import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { type DeviceFit, type FitDeviceOptions, fitDevice } from './fit-device.ts'
import type { Measurement } from './measurement.ts'
import { possibleDrives } from './predict.ts'

type Model = DeviceModel | GatedDeviceModel

/** A model that was tried, the best first. */
export interface RankedModel {
  readonly name: string
  /** Root mean square over the largest response. */
  readonly relativeResidual: number
  /** Parameters and initial states that the fit moved. */
  readonly moved: number
  /** Bayesian information criterion, rows ln(residual^2) + moved ln(rows): the least is the best. */
  readonly criterion: number
}

/** Rows of a trial; a curve has its shape in these. */
const TRIAL_ROWS = 150

/**
 * Models that may be tried on a measurement: those that its drive can drive, and of devices with the same laws, which differ in their
 * numbers, the first.
 */
export function modelsToTry(models: readonly Model[], { driveKind }: Measurement): Model[] {
  const forms = new Map<string, Model>()
  for (const model of models) {
    if (!possibleDrives(model).includes(driveKind) || 'steps' in model) continue
    const names = [...model.parameters, ...model.states].map(({ name }) => name)
    const form = [
      ...names,
      JSON.stringify(model.definition.rates),
      JSON.stringify(model.definition.current),
    ].join(' ')
    if (!forms.has(form)) forms.set(form, model)
  }
  return [...forms.values()]
}

/**
 * Tries models on a measurement, each from its own start with fewer rows, and ranks them by their residual and the number of parameters.
 * Models that have no answer to the drive are left out.
 * @param onTried is told after each how many were tried
 * @throws the signal's reason
 */
export async function rankModels(
  models: readonly Model[],
  measurement: Measurement,
  options: FitDeviceOptions = {},
  onTried?: (tried: number) => void,
): Promise<RankedModel[]> {
  const trial = thinned(measurement, TRIAL_ROWS)
  const tried: RankedModel[] = []
  for (const [k, model] of models.entries()) {
    const fit = await attempt(() => fitDevice(model, trial, { ...options, starts: 1, members: 0 }))
    if (fit !== undefined) tried.push(ranked(fit))
    onTried?.(k + 1)
  }
  return tried.toSorted((a, b) => a.criterion - b.criterion)
}

/**
 * Fits the models of a ranking in full, the best first, until one has an answer: a trial may have one where all rows and starts have
 * none.
 * @param modelNamed finds a model of the ranking
 * @returns undefined where no model has one; `passed` names the models that were passed over
 * @throws the signal's reason
 */
export async function fitRanked(
  ranking: readonly RankedModel[],
  measurement: Measurement,
  modelNamed: (name: string) => Model,
  optionsOf: (model: Model) => FitDeviceOptions,
): Promise<{ readonly fit: DeviceFit; readonly passed: readonly string[] } | undefined> {
  for (const [k, { name }] of ranking.entries()) {
    const model = modelNamed(name)
    const fit = await attempt(() => fitDevice(model, measurement, optionsOf(model)))
    if (fit !== undefined) return { fit, passed: ranking.slice(0, k).map(each => each.name) }
  }
  return undefined
}

function ranked({ model, parameters, start, points, relativeResidual }: DeviceFit): RankedModel {
  const moved = parameters.filter(({ from }) => from !== 'kept').length + Object.keys(start).length
  const criterion = points * Math.log(Math.max(relativeResidual, 1e-12) ** 2) + moved * Math.log(points)
  return { name: model.name, relativeResidual, moved, criterion }
}

/** A model without an answer to this drive, or without a parameter to move, is none for it. */
async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && error.name === 'SolverError'))
      return undefined
    throw error
  }
}

/** Responses of about this many rows; the drive keeps all of its own. */
function thinned(measurement: Measurement, rows: number): Measurement {
  const { response, limited } = measurement
  const every = Math.ceil(response.length / rows)
  if (every <= 1) return measurement
  // A current that was held drives the device.
  const kept = (k: number): boolean => k % every === 0 || (limited !== undefined && limited[k] !== 0)
  return { ...measurement, response: response.map((value, k) => (kept(k) ? value : Number.NaN)) }
}
