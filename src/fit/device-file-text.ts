import { basename, dirname, relative } from 'node:path'
import { stringify } from 'yaml'
import type { VariantFile } from '../../arrays/devices/file/device-file.ts'
import { isDevicePath } from '../../arrays/devices/file/read-device-file.ts'
import type { DeviceFit } from '../../scenarios/fit/fit-device.ts'

/**
 * A fit as a device file, which stands wherever a device's name may.
 * @param out where it will stand: the path of a base that is a file is from there
 */
export function deviceFileText(fit: DeviceFit, name: string, data: string, out: string): string {
  const { model, parameters, state, ensemble, points, residual, relativeResidual } = fit
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
    },
    parameters: Object.fromEntries(parameters.map(each => [each.name, each.value])),
    errors: Object.fromEntries(
      parameters.flatMap(each => (each.error === undefined ? [] : [[each.name, each.error] as const])),
    ),
    ...(Object.keys(state).length === 0 ? {} : { state }),
    ensemble,
  }
  return `# A device fitted by sneakpath fit: SI units, standard errors, and parameter sets that meet the data as well.\n${stringify(file, { lineWidth: 0 })}`
}

function baseOf({ base, file, name }: DeviceFit['model'], folder: string): string {
  const own = base ?? file ?? name
  return isDevicePath(own) ? relative(folder, own) : own
}
