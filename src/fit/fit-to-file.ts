import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, extname } from 'node:path'
import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { isDevicePath } from '../../arrays/devices/file/read-device-file.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { type DeviceFit, fitDevice } from '../../scenarios/fit/fit-device.ts'
import { possibleDrives } from '../../scenarios/fit/predict.ts'
import { fileError } from '../export/file-errors.ts'
import { findDevice } from '../host/find-device.ts'
import { renderPng } from '../plots/drawing/render-png.ts'
import { readDeviceSettings } from '../protocol/read-device-settings.ts'
import { userError } from '../user-error.ts'
import { deviceFileText } from './device-file-text.ts'
import { fitPlot } from './fit-plot.ts'
import { fitWarnings } from './fit-warnings.ts'
import { readMeasurement } from './read-measurement.ts'

export interface FitToFileOptions {
  /** CSV with columns named with their unit, time_s, voltage_V, current_uA. */
  readonly data: string
  /** Name of the device whose laws are fitted, "populations" for one that is nobody's, or a device file to start from. */
  readonly model: string
  /** Device file to make; pictures of the same name go beside it. */
  readonly out: string
  /** Parameters and initial states that are known: parameter.NAME and state.NAME, text with units. */
  readonly set?: Readonly<Record<string, string>> | undefined
  readonly noise?: 'relative' | 'absolute' | undefined
  /** Parameter sets to keep. */
  readonly members?: number | undefined
  readonly seed?: number | undefined
  readonly force?: boolean
  readonly signal?: AbortSignal
}

export interface FitReport {
  readonly fit: DeviceFit
  /** The device file and its pictures. */
  readonly files: readonly string[]
  readonly warnings: readonly string[]
}

const NAMES: OptionNames<Required<FitToFileOptions>> = {
  data: true,
  model: true,
  out: true,
  set: true,
  noise: true,
  members: true,
  seed: true,
  force: true,
  signal: true,
}

/**
 * Fits a device to measurements and writes it: what `sneakpath fit` does.
 * @throws ConfigError with file and line for what is wrong with the data, the names or the place of the result
 */
export async function fitToFile(options: FitToFileOptions): Promise<FitReport> {
  checkOptionKeys('fitToFile', options, NAMES)
  const { data, model: name, out, set = {}, noise, members, seed, force = false, signal } = options
  const stem = basename(out, extname(out))
  if (!isDevicePath(out) || extname(out) === '.json' || !/^[A-Za-z0-9][\w.-]*$/.test(stem)) {
    throw new ConfigError(
      { file: '--out' },
      JSON.stringify(out),
      'the path of a .yaml file whose name begins with a letter',
    )
  }
  const base = out.slice(0, -extname(out).length)
  const files = [out, `${base}.svg`, `${base}.png`]
  const there = files.find(file => existsSync(file))
  if (there !== undefined && !force)
    throw new ConfigError({ file: there }, 'a file there already', 'a new file, or --force')
  const model = findDevice(name, { file: '--model' })
  const { own, rest } = readDeviceSettings(model, set)
  const foreign =
    Object.keys(rest)[0] ?? Object.keys(own).find(key => key !== 'parameters' && key !== 'state')
  if (foreign !== undefined) {
    throw new ConfigError({ file: '--set' }, `the setting "${foreign}"`, 'parameter.NAME or state.NAME')
  }
  const measurement = await readMeasurement(data, { drives: possibleDrives(model), signal })
  const fit = await userError(data, async () =>
    fitDevice(model, measurement, {
      fixed: own.parameters,
      state: own.state,
      ...(noise === undefined ? {} : { noise }),
      ...(members === undefined ? {} : { members }),
      ...(seed === undefined ? {} : { seed }),
      ...(signal === undefined ? {} : { signal }),
    }),
  )
  const picture = fitPlot(fit, measurement)
  const contents = [deviceFileText(fit, stem, data, out), picture, await renderPng(picture)]
  signal?.throwIfAborted()
  await writeAll(files, contents)
  return { fit, files, warnings: fitWarnings(fit, measurement) }
}

/** All files or none: each is written beside its place first. */
async function writeAll(files: readonly string[], contents: readonly (string | Uint8Array)[]): Promise<void> {
  const partial = (file: string): string => `${file}.partial-${process.pid}`
  try {
    await mkdir(dirname(files[0]), { recursive: true })
    for (const [k, file] of files.entries()) await writeFile(partial(file), contents[k])
    for (const file of files) await rename(partial(file), file)
  } catch (error) {
    for (const file of files) await rm(partial(file), { force: true }).catch(() => {})
    throw fileError(error, files[0])
  }
}
