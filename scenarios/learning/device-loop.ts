import type { AccessOption } from '../../arrays/access/access-option.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { pulseEnergy } from '../plasticity/pulse-energy.ts'
import type { LoopProtocol, LoopPulse } from './loop-protocol.ts'
import { type WrittenCell, writtenCell } from './written-cell.ts'

/** Half a loop: potentiation or depression. */
export interface LoopHalf {
  /** Of the device after 0, 1, ... N pulses, each time when it has settled. */
  readonly states: readonly Float64Array[]
  /** The cell after half of the pulses. */
  readonly middle: WrittenCell
  /** Mean energy of a pulse on the device alone, J. */
  readonly joules: number
}

export interface DeviceLoop {
  readonly raise: LoopHalf
  readonly lower: LoopHalf
}

/**
 * Takes one cell through the loops of a protocol; the last one is given. Training and matrix products take their conductances
 * from it.
 * @param access element in series with the device while it is written
 */
export function playLoop(
  model: DeviceModel,
  { up, down, rest, number, settle, cycles }: LoopProtocol,
  access: AccessOption = { kind: 'none' },
): DeviceLoop {
  const cell = writtenCell(model, access)
  const settled = (): Float64Array => {
    const twin = cell.device.copy()
    twin.advance(0, settle)
    return Float64Array.from(twin.state)
  }
  const give = ({ volts, width }: LoopPulse): void => {
    cell.write(volts, width)
    cell.device.advance(0, rest)
  }
  const half = (pulse: LoopPulse): LoopHalf => {
    const states = [settled()]
    let joules = 0
    let middle = cell
    for (let k = 0; k < number; k++) {
      if (k === number >> 1) middle = cell.copy()
      joules += pulseEnergy(cell.device, pulse.volts, pulse.width) / number
      give(pulse)
      states.push(settled())
    }
    return { states, middle, joules }
  }
  for (let cycle = 1; cycle < cycles; cycle++) {
    for (let k = 0; k < number; k++) give(up)
    for (let k = 0; k < number; k++) give(down)
  }
  return { raise: half(up), lower: half(down) }
}
