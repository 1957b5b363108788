import { createCell } from '../../arrays/devices/cell.ts'
import { createGatedCell } from '../../arrays/devices/gated-cell.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { createStorageCell } from '../../arrays/devices/storage-cell.ts'
import type { Specimen } from '../plasticity/specimen.ts'
import { currentSpecimen } from '../plasticity/specimens/current-specimen.ts'
import { gatedSpecimen } from '../plasticity/specimens/gated-specimen.ts'
import type { MeasuredDrive, Measurement } from './measurement.ts'

/** Parameters and initial states by name, SI. */
export interface DeviceValues {
  readonly parameters: Readonly<Record<string, number>>
  readonly state?: Readonly<Record<string, number>>
}

/** The drives that a device can be measured with, the one of its paper first. */
export function possibleDrives(model: DeviceModel | GatedDeviceModel): readonly MeasuredDrive[] {
  if ('channel' in model) return [model.control === 'voltage' ? 'gate voltage' : 'gate current']
  return model.storage === undefined ? ['voltage'] : ['current', 'voltage']
}

/** What a device with these values answers to the drive of a measurement, at its times. */
export function predict(
  model: DeviceModel | GatedDeviceModel,
  values: DeviceValues,
  { seconds, drive, driveKind }: Pick<Measurement, 'seconds' | 'drive' | 'driveKind'>,
): Float64Array {
  const specimen = specimenOf(model, values, driveKind)
  return seconds.map((time, k) => {
    specimen.advance(drive[k], k === 0 ? 0 : time - seconds[k - 1])
    return specimen.current(drive[k])
  })
}

function specimenOf(
  model: DeviceModel | GatedDeviceModel,
  values: DeviceValues,
  drive: MeasuredDrive,
): Specimen {
  if ('channel' in model) return gatedSpecimen(createGatedCell(model, values))
  return drive === 'current' ? currentSpecimen(createStorageCell(model, values)) : createCell(model, values)
}
