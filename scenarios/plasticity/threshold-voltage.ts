import { idealRead } from './ideal-read.ts'
import { requirePositive } from './require-positive.ts'
import type { Specimen } from './specimen.ts'

export interface ThresholdOptions {
  /** Biases between which the response changes its sign, V. */
  readonly between: readonly [number, number]
  /** How long a bias is applied, s. */
  readonly seconds: number
  /** Voltage of the ideal reads, V. @defaultValue the device's read voltage */
  readonly readVolts?: number
}

/**
 * The bias at which a cell, starting from its present state each time, is neither potentiated nor depressed: bisection on
 * the sign of the change of the read current, to 1 microvolt.
 * @returns undefined where both ends of the interval change the cell in the same direction
 */
export function thresholdVoltage(cell: Specimen, options: ThresholdOptions): number | undefined {
  const { between, seconds, readVolts = cell.model.readVolts } = options
  requirePositive('thresholdVoltage', { seconds })
  const before = idealRead(cell, readVolts)
  const change = (bias: number): number => {
    const probe = cell.copy()
    probe.advance(bias, seconds)
    return Math.sign(readVolts) * (idealRead(probe, readVolts) - before)
  }
  let [low, high] = between
  const sign = Math.sign(change(low))
  if (sign * change(high) >= 0) return undefined
  while (Math.abs(high - low) > 1e-6) {
    const middle = (low + high) / 2
    if (change(middle) * sign > 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
