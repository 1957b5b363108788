import { basename, extname } from 'node:path'
import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { isDevicePath } from '../../arrays/devices/file/read-device-file.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { type DeviceFit, type FitDeviceOptions, fitDevice } from '../../scenarios/fit/fit-device.ts'
import { fitSteps, type StepFit } from '../../scenarios/fit/fit-steps.ts'
import type { MeasuredOptions } from '../../scenarios/fit/measured/understand-measurement.ts'
import type { MeasuredDrive, Measurement } from '../../scenarios/fit/measurement.ts'
import { possibleDrives } from '../../scenarios/fit/predict.ts'
import type { RankedModel } from '../../scenarios/fit/rank-models.ts'
import { findDevice } from '../host/find-device.ts'
import { renderPng } from '../plots/drawing/render-png.ts'
import { readDeviceSettings } from '../protocol/read-device-settings.ts'
import { userError } from '../user-error.ts'
import { deviceFileText } from './device-file-text.ts'
import { fitBestModel } from './fit-best-model.ts'
import { drawnFit, fitPlot } from './fit-plot.ts'
import { dataWarnings, fitWarnings } from './fit-warnings.ts'
import { newFiles, writeAll } from './new-files.ts'
import { readMeasurement } from './read-measurement.ts'
import { readStartFlag } from './read-start-flag.ts'
import { tableFileTexts } from './table-file-text.ts'

export interface FitToFileOptions extends Omit<MeasuredOptions, 'drives'> {
  /** An instrument's file: time, drive and response, or conductances against pulses or time. */
  readonly data: string
  /**
   * Name of the device whose laws are fitted, "populations" for one that is nobody's, or a device file to start from; "auto" takes the best
   * of all, "table" makes a device of the steps of measured pulses.
   * @defaultValue auto
   */
  readonly model?: string | undefined
  /**
   * Device file to make; pictures of the same name go beside it.
   * @defaultValue in the working folder, of the name of the data
   */
  readonly out?: string | undefined
  /** Parameters and initial states that are known: parameter.NAME and state.NAME, text with units. */
  readonly set?: Readonly<Record<string, string>> | undefined
  /** States in which the measurement began: "fit", "rest", or "NAME=0.3, ..." @defaultValue fit */
  readonly start?: string | undefined
  /** @defaultValue absolute where the response changes its sign or was read after pulses, else relative */
  readonly noise?: 'relative' | 'absolute' | undefined
  /** Parameter sets to keep. */
  readonly members?: number | undefined
  readonly seed?: number | undefined
  readonly force?: boolean
  readonly signal?: AbortSignal
  /** Is told in a line how the file was read, before the fit begins, which models are tried, and which is taken. */
  readonly onNote?: (line: string) => void
  /** Is told how many models of how many were tried. */
  readonly onTried?: (tried: number, models: number) => void
}

export interface FitReport {
  /** A device whose parameters were fitted, or one of steps. */
  readonly fit: DeviceFit | StepFit
  /** Name of the model, "table" for steps. */
  readonly model: string
  /** How the file was read. */
  readonly understood: string
  /** Models that were tried, the best first; of "auto". */
  readonly ranking?: readonly RankedModel[]
  /** The device file, what it needs and its pictures. */
  readonly files: readonly string[]
  readonly warnings: readonly string[]
}

const NAMES: OptionNames<Required<FitToFileOptions>> = {
  data: true,
  model: true,
  out: true,
  columns: true,
  rate: true,
  interval: true,
  compliance: true,
  pulses: true,
  set: true,
  start: true,
  noise: true,
  members: true,
  seed: true,
  force: true,
  signal: true,
  onNote: true,
  onTried: true,
}

const ALL_DRIVES: readonly MeasuredDrive[] = ['voltage', 'gate voltage', 'gate current', 'current']

/**
 * Fits a device to measurements and writes it: what `sneakpath fit` does.
 * @throws ConfigError with file and line for what is wrong with the data, the names or the place of the result
 */
export async function fitToFile(options: FitToFileOptions): Promise<FitReport> {
  checkOptionKeys('fitToFile', options, NAMES)
  const {
    data,
    model: name = 'auto',
    columns,
    rate,
    interval,
    compliance,
    pulses,
    force = false,
    signal,
  } = options
  const { out = nameFor(data, name) } = options
  const stem = basename(out, extname(out))
  if (!isDevicePath(out) || extname(out) === '.json' || !/^[A-Za-z0-9][\w.-]*$/.test(stem)) {
    throw new ConfigError(
      { file: '--out' },
      JSON.stringify(out),
      'the path of a .yaml file whose name begins with a letter',
    )
  }
  const base = out.slice(0, -extname(out).length)
  const files = [out, `${base}.svg`, `${base}.png`, ...(name === 'table' ? [`${base}.csv`] : [])]
  newFiles(files, data, force)
  const given = name === 'auto' || name === 'table' ? undefined : findDevice(name, { file: '--model' })
  const drives = given === undefined ? ALL_DRIVES : possibleDrives(given)
  const { measurement, understood } = await readMeasurement(data, {
    drives,
    columns,
    rate,
    interval,
    compliance,
    pulses,
    signal,
  })
  options.onNote?.(`${data}: ${understood}`)
  const warnings = dataWarnings(measurement)
  if (name === 'table') {
    const fit = fitSteps(measurement)
    const picture = fitPlot({ ...fit, title: 'Steps fitted', members: [] }, measurement)
    const { device, table } = tableFileTexts(fit, stem, data)
    await writeAll(files, [device, picture, await renderPng(picture), table])
    return { fit, model: name, understood, files, warnings }
  }
  const { fit, passed, ranking } =
    given === undefined
      ? await fitBestModel(measurement, model => fitOptions(model, measurement, options), options)
      : {
          fit: await userError(data, async () =>
            fitDevice(given, measurement, fitOptions(given, measurement, options)),
          ),
          passed: [],
          ranking: undefined,
        }
  const picture = fitPlot(drawnFit(fit, measurement), measurement)
  const contents = [
    deviceFileText(fit, measurement, { name: stem, data, out }),
    picture,
    await renderPng(picture),
  ]
  signal?.throwIfAborted()
  await writeAll(files, contents)
  return {
    fit,
    model: fit.model.name,
    understood,
    ...(ranking === undefined ? {} : { ranking: ranking.slice(passed.length) }),
    files,
    warnings: [
      ...warnings,
      ...passed.map(name => `${name} fits a part of the rows best, but has no answer to all: passed over`),
      ...fitWarnings(fit, measurement, ranking !== undefined),
    ],
  }
}

/** A device file in the working folder, of the name of the data as far as names of devices have its letters. */
function nameFor(data: string, model: string): string {
  const stem = basename(data, extname(data))
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
  // Beside a table of steps stands a CSV file, which is not the data.
  return `${stem === '' ? 'device' : stem}${model === 'table' ? '-steps' : ''}.yaml`
}

/** @param model undefined where several are tried, which share no parameters */
function fitOptions(
  model: DeviceModel | GatedDeviceModel | undefined,
  { response, reads }: Measurement,
  { set = {}, start = 'fit', noise, members, seed, signal }: FitToFileOptions,
): FitDeviceOptions {
  const { own, rest } =
    model === undefined ? { own: { parameters: {}, state: {} }, rest: {} } : readDeviceSettings(model, set)
  const foreign =
    Object.keys(rest)[0] ?? Object.keys(own).find(key => key !== 'parameters' && key !== 'state')
  if (foreign !== undefined) {
    throw new ConfigError({ file: '--set' }, `the setting "${foreign}"`, 'parameter.NAME or state.NAME')
  }
  const loop = response.some(value => value > 0) && response.some(value => value < 0)
  return {
    fixed: own.parameters,
    state: own.state,
    start: readStartFlag(start, model),
    noise: noise ?? (loop || reads !== undefined ? 'absolute' : 'relative'),
    // States bring valleys of their own; a run of pulses passes them all.
    starts: reads === undefined ? 6 : 2,
    ...(members === undefined ? {} : { members }),
    ...(seed === undefined ? {} : { seed }),
    ...(signal === undefined ? {} : { signal }),
  }
}
