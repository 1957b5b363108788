import { advance } from '../../arrays/crossbar/advance.ts'
import { addressCells } from '../../arrays/crossbar/bias/address-cells.ts'
import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../arrays/crossbar/energy-meter.ts'
import { readMargin } from '../../arrays/crossbar/read-margin.ts'
import { type Cell, createCell } from '../../arrays/devices/cell.ts'
import type { DeviceModel, PulsePair } from '../../arrays/devices/model.ts'
import { type DeviceComparison, DISTURBING, judge, lengthOf, WIRE } from './comparison.ts'
import { retentionTime } from './retention-time.ts'

/** Steps in which the power of a write is summed. */
const STEPS = 2000
/**
 * Compares a two-terminal memory: one write and one erase, half-select pulses, and a square passive crossbar with
 * the unselected lines at V/2 and 1 ohm a segment.
 * @param pulses that write and erase it; a write is as many as cross its range
 * @param size lines of each kind
 * @throws SolverError where a network has no answer
 */
export function compareMemory(model: DeviceModel, pulses: PulsePair, size: number): DeviceComparison {
  const { readVolts } = model
  const cell = createCell(model)
  const rest = cell.conductance(readVolts)
  const writeJoules = write(cell, pulses)
  const on = cell.conductance(readVolts)
  const written = cell.copy()
  cell.advance(pulses.lower.amplitude, lengthOf(pulses.lower))
  const off = cell.conductance(readVolts)
  const inArray = crossbar(model, pulses, size, { on: written.state, off: cell.state })
  return judge({
    device: model.name,
    kind: 'passive',
    on,
    off,
    disturbance: disturbed(written.copy(), pulses, readVolts),
    writeJoules,
    retentionSeconds: retentionTime(written, (on + off) / 2, readVolts),
    readMargin: inArray.margin,
    // A device that rests where a write leads has nothing to write.
    written: on === rest ? Number.NaN : (inArray.conductance - rest) / (on - rest),
  })
}

/** One write; what it took, J. */
function write(cell: Cell, { raise }: PulsePair): number {
  const step = lengthOf(raise) / STEPS
  let joules = 0
  for (let k = 0; k < STEPS; k++) {
    const before = cell.current(raise.amplitude)
    cell.advance(raise.amplitude, step)
    joules += (raise.amplitude * (before + cell.current(raise.amplitude)) * step) / 2
  }
  return joules
}

function disturbed(cell: Cell, { raise }: PulsePair, readVolts: number): number {
  const before = cell.conductance(readVolts)
  for (let k = 0; k < DISTURBING; k++) cell.advance(-raise.amplitude / 2, raise.width)
  return cell.conductance(readVolts) / before - 1
}

/** The cell farthest from its driver and its sense end: its margin, and its conductance after one write through the array. */
function crossbar(
  model: DeviceModel,
  { raise }: PulsePair,
  size: number,
  states: { readonly on: Float64Array; readonly off: Float64Array },
): { margin: number; conductance: number } {
  const lines = [size, size] as const
  const spec = createArraySpec({ size: lines, device: model, wires: { word: WIRE, bit: WIRE } })
  const far = size - 1
  const background = spec.initial.map((plane, s) => {
    const values = new Float64Array(plane.length).fill(states.on[s])
    values[far] = states.off[s]
    return values
  })
  const margins = readMargin(spec, background, {
    network: 'crossbar',
    volts: model.readVolts,
    bias: 'half',
    by: 'cell',
    only: new Set([far]),
  })
  const selected = new Uint8Array(size)
  selected[far] = 1
  const gates = new Uint8Array(size)
  const drive = crossbarDrive(spec, addressCells(lines, 0, selected, raise.amplitude, 'half'), gates)
  const moved = spec.initial.map(plane => plane.slice())
  advance(spec, drive, lengthOf(raise), moved, createEnergyMeter())
  const cell = createCell(model)
  moved.forEach((plane, s) => {
    cell.state[s] = plane[far]
  })
  return { margin: margins[far], conductance: cell.conductance(model.readVolts) }
}
