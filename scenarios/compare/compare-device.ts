import { advance } from '../../arrays/crossbar/advance.ts'
import { addressCells } from '../../arrays/crossbar/bias/address-cells.ts'
import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../arrays/crossbar/energy-meter.ts'
import { readMargin } from '../../arrays/crossbar/read-margin.ts'
import { type Cell, createCell } from '../../arrays/devices/cell.ts'
import type { DeviceModel, PulsePair } from '../../arrays/devices/model.ts'
import { retentionTime } from './retention-time.ts'

/** Figures of a two-terminal memory, alone and in a passive crossbar. */
export interface DeviceComparison {
  readonly device: string
  /** Conductance at the read voltage after one write from rest, S. */
  readonly on: number
  /** The same after one erase following it. */
  readonly off: number
  /** Relative change of a written cell by 1,000 pulses of -V/2 of the write. */
  readonly disturbance: number
  /** Delivered to a lone cell by one write from rest, J. */
  readonly writeJoules: number
  /** Time at 0 V until half of on - off is left, s; Infinity beyond `LONGEST_RETENTION`. */
  readonly retentionSeconds: number
  /** (I_on - I_off)/I_on of the farthest cell of the crossbar, all others on. */
  readonly readMargin: number
  /** Change of the conductance of that cell by one write through the crossbar, over the change by one write alone. */
  readonly written: number
  /** Reasons why it does not work there; none where it does. */
  readonly obstacles: readonly string[]
}

const DISTURBING = 1000
/** Ohms of a wire segment. */
const WIRE = 1
/** Steps in which the power of a write is summed. */
const STEPS = 2000
/** A margin above it and changes below it are called working. */
const SHARE = 0.1

/**
 * Compares a device: one write and one erase, half-select pulses, and a square passive crossbar with
 * the unselected lines at V/2 and 1 ohm a segment.
 * @param size lines of each kind
 * @throws RangeError for a device without pulses that write and erase it; SolverError where a network has no answer
 */
export function compareDevice(model: DeviceModel, size: number): DeviceComparison {
  const { pulses, readVolts } = model
  if (pulses === undefined)
    throw new RangeError(
      `compareDevice: found ${model.name} without write and erase; expected a device with both pulses`,
    )
  const cell = createCell(model)
  const rest = cell.conductance(readVolts)
  const writeJoules = write(cell, pulses)
  const on = cell.conductance(readVolts)
  const written = cell.copy()
  cell.advance(pulses.lower.amplitude, pulses.lower.width)
  const off = cell.conductance(readVolts)
  const inArray = crossbar(model, pulses, size, { on: written.state, off: cell.state })
  const figures = {
    device: model.name,
    on,
    off,
    disturbance: disturbed(written.copy(), pulses, readVolts),
    writeJoules,
    retentionSeconds: retentionTime(written, (on + off) / 2, readVolts),
    readMargin: inArray.margin,
    written: (inArray.conductance - rest) / (on - rest),
  }
  return { ...figures, obstacles: obstaclesOf(figures) }
}

/** One write; what it took, J. */
function write(cell: Cell, { raise }: PulsePair): number {
  const step = raise.width / STEPS
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
  advance(spec, drive, raise.width, moved, createEnergyMeter())
  const cell = createCell(model)
  moved.forEach((plane, s) => {
    cell.state[s] = plane[far]
  })
  return { margin: margins[far], conductance: cell.conductance(model.readVolts) }
}

function obstaclesOf({
  on,
  off,
  disturbance,
  readMargin: margin,
  written,
}: Omit<DeviceComparison, 'obstacles'>): string[] {
  const found: string[] = []
  if (!(on / off > 1 + SHARE)) found.push('on/off')
  if (!(Math.abs(disturbance) <= SHARE)) found.push('disturbance')
  if (!(margin >= SHARE)) found.push('margin')
  // A device that rests where a write leads has nothing to write.
  if (Number.isFinite(written) && !(Math.abs(written - 1) <= SHARE)) found.push('write through the wires')
  return found
}
