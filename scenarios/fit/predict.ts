import { createCell } from '../../arrays/devices/cell.ts'
import { createGatedCell } from '../../arrays/devices/gated-cell.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { createStorageCell } from '../../arrays/devices/storage-cell.ts'
import type { Specimen } from '../plasticity/specimen.ts'
import { currentSpecimen } from '../plasticity/specimens/current-specimen.ts'
import { gatedSpecimen } from '../plasticity/specimens/gated-specimen.ts'
import type { MeasuredDrive, MeasuredReads, Measurement } from './measurement.ts'

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

/**
 * Response of a device with these values to the drive of a measurement, at its times. In rows whose current was held it is that current times the
 * device's voltage over the measured one, so that the voltage is what is compared.
 */
export function predict(
  model: DeviceModel | GatedDeviceModel,
  values: DeviceValues,
  measurement: Pick<Measurement, 'seconds' | 'drive' | 'driveKind' | 'reads'> &
    Partial<Pick<Measurement, 'limited' | 'response'>>,
): Float64Array {
  const { seconds, drive, driveKind, reads, limited, response } = measurement
  const specimen = specimenOf(model, values, driveKind)
  if (reads !== undefined) return predictReads(specimen, measurement, reads)
  return seconds.map((time, k) => {
    const span = k === 0 ? 0 : time - seconds[k - 1]
    if (limited !== undefined && response !== undefined && limited[k] !== 0)
      return (response[k] * holdCurrent(specimen, response[k], span, drive[k])) / drive[k]
    specimen.advance(drive[k], span)
    return specimen.current(drive[k])
  })
}

/** Parts of a row in which the voltage of a held current is found anew. */
const PARTS = 16

/** Holds a current. @returns the voltage at its end, NaN where none gives that current */
function holdCurrent(specimen: Specimen, amps: number, seconds: number, near: number): number {
  let volts = voltsAt(specimen, amps, near)
  for (let part = 0; part < PARTS && seconds > 0; part++) {
    if (Number.isNaN(volts)) return volts
    specimen.advance(volts, seconds / PARTS)
    volts = voltsAt(specimen, amps, near)
  }
  return volts
}

/** The voltage of the sign of `near` at which a current flows, by bisection. */
function voltsAt(specimen: Specimen, amps: number, near: number): number {
  const beyond = (volts: number): boolean => Math.abs(specimen.current(volts)) >= Math.abs(amps)
  let [low, high] = [0, near]
  for (let k = 0; !beyond(high); k++) {
    if (k === 30) return Number.NaN
    low = high
    high *= 2
  }
  for (let k = 0; k < 50; k++) {
    const middle = (low + high) / 2
    if (beyond(middle)) high = middle
    else low = middle
  }
  return high
}

/** Reads between pulses, each of which has its own pause at 0 V. */
function predictReads(
  specimen: Specimen,
  { seconds, drive }: Pick<Measurement, 'seconds' | 'drive'>,
  { volts, pauseSeconds, pulses }: MeasuredReads,
): Float64Array {
  return seconds.map((time, k) => {
    const span = time - (k === 0 ? 0 : seconds[k - 1])
    const pause = pulses[k] * pauseSeconds
    const parts = pause === 0 ? 1 : Math.ceil(pulses[k])
    for (let part = 0; part < parts; part++) {
      specimen.advance(drive[k], (span - pause) / parts)
      if (pause > 0) specimen.advance(0, pause / parts)
    }
    return specimen.current(volts)
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
