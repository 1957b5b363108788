import type { CellLaws, GroundedLaws } from '../network/problem.ts'
import type { AccessSpec } from './access-spec.ts'
import { diodeLaws } from './diode.ts'
import { oneSidedSelectorLaws } from './one-sided-selector.ts'
import { selectorLaws } from './selector.ts'
import { seriesResistorLaws } from './series-resistor.ts'
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
): CellLaws | GroundedLaws | undefined {
  switch (access.kind) {
    case 'none':
      return undefined
    case 'resistor':
      return seriesResistorLaws(access.ohms)
    case 'selector':
      return selectorLaws(access.saturation, access.scale)
    case 'oneSidedSelector':
      return oneSidedSelectorLaws(access)
    case 'diode':
      return diodeLaws(access)
    case 'transistor':
      return transistorLaws({ ...access, gateVolts: gateVoltsOf(access, size, gateOn) })
    default:
      return access satisfies never
  }
}

/** Volts of the gate of each cell, against ground: its own where its word line is addressed, else 0 V. */
export function gateVoltsOf(
  { gateVolts }: Extract<AccessSpec, { kind: 'transistor' }>,
  [rows, columns]: readonly [number, number],
  gateOn: Uint8Array,
): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, k) =>
    gateOn[Math.floor(k / columns)] === 0 ? 0 : gateVolts[k],
  )
}
