import type { AccessOption } from '../../arrays/access/access-option.ts'
import { advance } from '../../arrays/crossbar/advance.ts'
import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../arrays/crossbar/energy-meter.ts'
import { type Cell, createCell } from '../../arrays/devices/cell.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'

/** One device that is written through its access element, at ideal sources. */
export interface WrittenCell {
  /** The device alone: what it holds, and how it relaxes at 0 V. */
  readonly device: Cell
  /** Holds volts over device and element for a while. @param gateOn of a transistor @defaultValue true */
  write(volts: number, seconds: number, gateOn?: boolean): void
  copy(): WrittenCell
}

/** A fresh device behind its access element. */
export function writtenCell(model: DeviceModel, access: AccessOption): WrittenCell {
  return around(createCell(model), access)
}

function around(device: Cell, access: AccessOption): WrittenCell {
  const copy = (): WrittenCell => around(device.copy(), access)
  if (access.kind === 'none') return { device, write: device.advance, copy }
  const spec = createArraySpec({ size: [1, 1], device: device.model, access })
  const states = Array.from(device.state.keys(), k => device.state.subarray(k, k + 1))
  return {
    device,
    write(volts, seconds, gateOn = true) {
      const lines = { word: Float64Array.of(volts), bit: Float64Array.of(0) }
      const drive = crossbarDrive(spec, lines, Uint8Array.of(gateOn ? 1 : 0))
      advance(spec, drive, seconds, states, createEnergyMeter(), { energy: false })
    },
    copy,
  }
}
