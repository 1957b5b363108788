import type { GatedCell } from '../../../arrays/devices/gated-cell.ts'
import { gatePulseEnergy } from '../gate-pulse-energy.ts'
import type { Specimen } from '../specimen.ts'

/** A three-terminal device: the gate is driven, the channel answers at its read voltage whatever the gate does. */
export function gatedSpecimen(cell: GatedCell): Specimen {
  const { model } = cell
  return {
    model: { name: model.name, readVolts: model.readVolts },
    current: () => cell.current(model.readVolts),
    advance: (control, seconds) => cell.advance(control, seconds),
    energy: (amplitude, width) => gatePulseEnergy(cell.copy(), { amplitude, width }).joules,
    copy: () => gatedSpecimen(cell.copy()),
  }
}
