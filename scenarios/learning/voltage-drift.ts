import { createCell } from '../../arrays/devices/cell.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import type { DeviceLoop } from './device-loop.ts'
import { type DriftKernel, driftKernel } from './drift-kernel.ts'
import type { LoopProtocol } from './loop-protocol.ts'

/** How the cells of a device forget. Training and matrix products take it from here. */
export interface DeviceDrift {
  /** Where a cell that is left alone goes, S, or V of a storage device. */
  readonly rest: number
  /** Share of the distance from rest that is kept after so many seconds. */
  kept(seconds: number): number
  /** The same taken apart into exponentials. */
  drift(): DriftKernel
}

/**
 * Retention of a two-terminal device, measured on its model in the middle of its loop.
 * @param readVolts at which its conductance is taken
 */
export function voltageDrift(
  model: DeviceModel,
  { up, rest, settle }: LoopProtocol,
  { raise: { middle } }: DeviceLoop,
  readVolts: number,
): DeviceDrift {
  const fresh = createCell(model).conductance(readVolts)
  const kept = (seconds: number): number => {
    const twin = middle.device.copy()
    twin.advance(0, settle)
    const before = twin.conductance(readVolts) - fresh
    if (before === 0) return 1
    twin.advance(0, seconds)
    return Math.max(0, (twin.conductance(readVolts) - fresh) / before)
  }
  let found: DriftKernel | undefined
  return {
    rest: fresh,
    kept,
    drift() {
      found ??= driftKernel(kept, up.width + rest)
      return found
    },
  }
}
