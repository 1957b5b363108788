import { advance } from '../../arrays/crossbar/advance.ts'
import { addressCells } from '../../arrays/crossbar/bias/address-cells.ts'
import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../arrays/crossbar/energy-meter.ts'
import { operatingPoint } from '../../arrays/crossbar/operating-point.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { type DeviceComparison, judge, WIRE } from './comparison.ts'

/** Ohms of the cells behind a selector. */
const CELLS = { on: 100e3, off: 10e6 }
/** A read is held as long before its current is sensed, s: switches that have a state follow it. */
const HELD = 1e-7

/**
 * Compares a device without memory as a selector: in series with cells of 100 kohm and 10 Mohm, read at the largest voltage that it
 * was measured at, the unselected lines at V/2 and 1 ohm a segment.
 * @param size lines of each kind
 * @throws SolverError where a network has no answer
 */
export function compareSelector(model: DeviceModel, size: number): DeviceComparison {
  const volts = model.validVolts[1]
  const [on, off] = [CELLS.on, CELLS.off].map(ohms => sensed(model, 1, ohms) / volts) as [number, number]
  return judge({
    device: model.name,
    kind: 'selector',
    on,
    off,
    disturbance: Number.NaN,
    writeJoules: Number.NaN,
    retentionSeconds: Number.NaN,
    readMargin: 1 - sensed(model, size, CELLS.off) / sensed(model, size, CELLS.on),
    written: Number.NaN,
  })
}

/** Sense current of the farthest cell of an array, all others on, A. */
function sensed(model: DeviceModel, size: number, ohms: number): number {
  const far = size - 1
  const series = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === 0 && j === far ? ohms : CELLS.on)),
  )
  const spec = createArraySpec({
    size: [size, size],
    device: model,
    wires: { word: WIRE, bit: WIRE },
    access: { kind: 'resistor', ohms: series },
  })
  const selected = new Uint8Array(size)
  selected[far] = 1
  const addressed = addressCells(spec.size, 0, selected, model.validVolts[1], 'half')
  const drive = crossbarDrive(spec, addressed, new Uint8Array(size))
  const states = spec.initial.map(plane => plane.slice())
  advance(spec, drive, HELD, states, createEnergyMeter(), { energy: false })
  return Math.abs(operatingPoint(spec, drive, states).solution!.bottomCurrents[far])
}
