import type { StorageCell } from '../../../arrays/devices/storage-cell.ts'
import type { Specimen } from '../specimen.ts'

/** A device that stores charge, driven by a current; its voltage answers and is read without a current. */
export function currentSpecimen(cell: StorageCell): Specimen & { readonly state: Float64Array } {
  return {
    model: { name: cell.model.name, readVolts: 0 },
    state: cell.state,
    current: amps => cell.volts(amps),
    advance: (amps, seconds) => cell.advanceCurrent(amps, seconds),
    copy: () => currentSpecimen(cell.copy()),
  }
}
