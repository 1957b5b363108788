import type { AccessSpec } from '../crossbar/array-spec.ts'
import type { CellLaws } from '../network/problem.ts'
import { selectorLaws } from './selector.ts'
import { transistorLaws } from './transistor.ts'

/**
 * The element in series with every device.
 * @param size [word lines, bit lines]
 * @param gateOn one entry a word line, not 0 where its transistors are on; only transistors look at it
 * @returns undefined where there is none
 */
export function accessLaws(
  access: AccessSpec,
  size: readonly [number, number],
  gateOn: Uint8Array,
): CellLaws | undefined {
  switch (access.kind) {
    case 'none':
      return undefined
    case 'selector':
      return selectorLaws(access.saturation, access.scale)
    case 'transistor':
      return transistorLaws(
        gateOverdrive(access, gateOn),
        size[1],
        access.transconductance,
        access.offCurrent,
      )
    default:
      return access satisfies never
  }
}

/** Gate volts minus threshold of each word line, V, for a source at 0 V. */
export function gateOverdrive(
  access: Extract<AccessSpec, { kind: 'transistor' }>,
  gateOn: Uint8Array,
): Float64Array {
  return Float64Array.from(gateOn, on => (on === 0 ? 0 : access.gateVolts) - access.threshold)
}
