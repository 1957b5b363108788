import { basename, dirname, relative } from 'node:path'
import { stringify } from 'yaml'
import type { VariantFile } from '../../arrays/devices/file/device-file.ts'
import { isDevicePath } from '../../arrays/devices/file/read-device-file.ts'
import type { DeviceFit } from '../../scenarios/fit/fit-device.ts'
import type { Measurement } from '../../scenarios/fit/measurement.ts'

/** Of the file that is made. */
export interface DeviceFilePlace {
  readonly name: string
  /** The measured file. */
  readonly data: string
  /** Where it will stand: the path of a base that is a file is from there. */
  readonly out: string
}

/** A fit as a device file, which stands wherever a device's name may. */
export function deviceFileText(
  fit: DeviceFit,
  measurement: Measurement,
  { name, data, out }: DeviceFilePlace,
): string {
  const { model, parameters, state, start, ensemble, points, residual, relativeResidual } = fit
  const measured = measuredRange(model, measurement)
  const of = (from: string): string[] => parameters.filter(each => each.from === from).map(each => each.name)
  const file: VariantFile = {
    kind: 'sneakpath-device',
    version: 1,
    name,
    base: baseOf(model, dirname(out)),
    fit: {
      data: basename(data),
      points,
      residual,
      relativeResidual,
      fromData: of('data'),
      weak: of('weak'),
      kept: of('kept'),
      ...(Object.keys(start).length === 0 ? {} : { start }),
    },
    ...(measured === undefined ? {} : { measured }),
    parameters: Object.fromEntries(parameters.map(each => [each.name, each.value])),
    errors: Object.fromEntries(
      parameters.flatMap(each => (each.error === undefined ? [] : [[each.name, each.error] as const])),
    ),
    ...(Object.keys(state).length === 0 ? {} : { state }),
    ensemble,
  }
  return `# A device fitted by sneakpath fit: SI units, standard errors, and parameter sets that meet the data as well.\n${stringify(file, { lineWidth: 0 })}`
}

/** Conditions at which the device was measured; undefined where its laws do not depend on the drive. */
function measuredRange(
  model: DeviceFit['model'],
  { drive, driveKind, reads }: Measurement,
): [number, number] | undefined {
  if (!('channel' in model) && driveKind !== 'voltage') return undefined
  const levels = [0, ...drive, ...(reads === undefined ? [] : [reads.volts])]
  return [levels.reduce((a, b) => Math.min(a, b)), levels.reduce((a, b) => Math.max(a, b))]
}

function baseOf({ base, file, name }: DeviceFit['model'], folder: string): string {
  const own = base ?? file ?? name
  return isDevicePath(own) ? relative(folder, own) : own
}
