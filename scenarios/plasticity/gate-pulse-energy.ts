import type { GatedCell } from '../../arrays/devices/gated-cell.ts'
import { OptionError } from '../../arrays/errors.ts'
import { requirePositive } from './require-positive.ts'

const STEPS = 100

/** Energy that one gate pulse takes, and the electrical quantities of it. */
export interface PulseEnergy {
  /** J into the gate, drain open; negative where the stack delivers. */
  readonly joules: number
  /** Part of it that the stack turns into heat, J; the rest is stored by the ions that moved. */
  readonly lossJoules: number
  /** Mean gate-source voltage, V. */
  readonly volts: number
  /** Mean gate current, A. */
  readonly amps: number
}

/**
 * Applies one gate pulse and integrates gate voltage times gate current over it. The gate stack is ohmic behind its
 * open-circuit voltage, so two points of its law tell both.
 */
export function gatePulseEnergy(cell: GatedCell, pulse: { amplitude: number; width: number }): PulseEnergy {
  const { amplitude, width } = pulse
  requirePositive('gatePulseEnergy', { width })
  let joules = 0
  let lossJoules = 0
  let volts = 0
  let amps = 0
  for (let k = 0; k < STEPS; k++) {
    cell.advance(amplitude, width / STEPS / 2)
    const short = cell.gateCurrent(0)
    const slope = cell.gateCurrent(1) - short
    if (cell.model.control === 'current' && slope === 0) {
      throw new OptionError(
        'gatePulseEnergy',
        `a gate of 0 S with a current of ${amplitude} A`,
        'a gate that conducts',
      )
    }
    const current = cell.model.control === 'current' ? amplitude : cell.gateCurrent(amplitude)
    const voltage = (current - short) / slope
    joules += (voltage * current * width) / STEPS
    lossJoules += (current * current * width) / slope / STEPS
    volts += voltage / STEPS
    amps += current / STEPS
    cell.advance(amplitude, width / STEPS / 2)
  }
  return { joules, lossJoules, volts, amps }
}
