import { createEnergyMeter, type EnergyMeter } from '../../arrays/crossbar/energy-meter.ts'
import { createGatedCell, type GatedCell } from '../../arrays/devices/gated-cell.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { PulseTrain } from '../../arrays/devices/model.ts'
import { advanceGated } from '../../arrays/gated/advance-gated.ts'
import { createGatedArray, type GatedArraySpec } from '../../arrays/gated/gated-array-spec.ts'
import { gateWrite } from '../../arrays/gated/gated-drive.ts'
import { readGated } from '../../arrays/gated/read-gated.ts'
import { type DeviceComparison, DISTURBING, judge, lengthOf, WIRE } from './comparison.ts'
import { retentionTime } from './retention-time.ts'

/**
 * Compares a three-terminal device: a write is the whole train of pulses that crosses its range. The array has 1 ohm a segment, other
 * gate and source lines at V/2, or open where the gate is driven by a current.
 * @param size lines of each kind
 * @throws SolverError where a network has no answer
 */
export function compareGated(model: GatedDeviceModel, size: number): DeviceComparison {
  const { pulses, readVolts } = model
  const { raise, lower } = pulses
  const cell = createGatedCell(model)
  const rest = cell.conductance()
  cell.advance(raise.amplitude, lengthOf(raise))
  const on = cell.conductance()
  const written = cell.copy()
  cell.advance(lower.amplitude, lengthOf(lower))
  const off = cell.conductance()
  const one = arrayOf(model, 1, 0)
  const meter = createEnergyMeter()
  write(one, initialStates(one), raise, meter)
  const array = arrayOf(model, size, WIRE)
  const fresh = initialStates(array)
  write(array, fresh, raise)
  return judge({
    device: model.name,
    kind: 'gated',
    on,
    off,
    disturbance:
      model.control === 'voltage' ? halfSelected(written.copy(), raise) : besideErased(array, written, lower),
    writeJoules: meter.delivered,
    retentionSeconds: retentionTime(written, (on + off) / 2, readVolts),
    readMargin: margin(array, written, cell),
    written: on === rest ? Number.NaN : (farConductance(model, fresh) - rest) / (on - rest),
  })
}

function arrayOf(model: GatedDeviceModel, size: number, ohms: number): GatedArraySpec {
  return createGatedArray({
    size: [size, size],
    device: model,
    wires: { gate: ohms, drain: ohms, source: ohms },
  })
}

function initialStates({ initial }: GatedArraySpec): Float64Array[] {
  return initial.map(plane => plane.slice())
}

/** Writes the cell of the first row that is farthest from the driver of its gate line and the end of its source line. */
function write(
  spec: GatedArraySpec,
  states: readonly Float64Array[],
  train: PulseTrain,
  meter?: EnergyMeter,
): void {
  const [, columns] = spec.size
  const selected = new Uint8Array(columns)
  selected[columns - 1] = 1
  const drive = gateWrite(spec, { row: 0, selected, amplitude: train.amplitude }, 'half')
  const energy = meter !== undefined
  advanceGated(spec, drive, lengthOf(train), states, meter ?? createEnergyMeter(), { energy })
}

function farConductance(model: GatedDeviceModel, states: readonly Float64Array[]): number {
  const [cell, far] = [createGatedCell(model), Math.sqrt(states[0].length) - 1]
  states.forEach((plane, s) => {
    cell.state[s] = plane[far]
  })
  return cell.conductance()
}

function halfSelected(cell: GatedCell, { amplitude, width }: PulseTrain): number {
  const before = cell.conductance()
  for (let k = 0; k < DISTURBING; k++) cell.advance(-amplitude / 2, width)
  return cell.conductance() / before - 1
}

/** Relative change of the cell before the farthest one by 1,000 pulses that erase the farthest, all others on. */
function besideErased(spec: GatedArraySpec, written: GatedCell, lower: PulseTrain): number {
  const states = spec.initial.map((plane, s) => new Float64Array(plane.length).fill(written.state[s]))
  write(spec, states, { ...lower, number: DISTURBING })
  const cell = written.copy()
  states.forEach((plane, s) => {
    cell.state[s] = plane[spec.size[1] - 2]
  })
  return cell.conductance() / written.conductance() - 1
}

function margin(spec: GatedArraySpec, on: GatedCell, off: GatedCell): number {
  const far = spec.size[1] - 1
  const sensed = (cell: GatedCell): number => {
    const states = spec.initial.map((plane, s) => {
      const values = new Float64Array(plane.length).fill(on.state[s])
      values[far] = cell.state[s]
      return values
    })
    return readGated(spec, states).senseCurrents[far]
  }
  return 1 - sensed(off) / sensed(on)
}
