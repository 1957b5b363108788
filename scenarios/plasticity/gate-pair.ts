import type { GatedCell } from '../../arrays/devices/gated-cell.ts'
import { requirePositive } from './require-positive.ts'

export interface GatePairOptions {
  readonly amplitude: number
  readonly width: number
  /** End of the first pulse to the start of the second, s. */
  readonly interval: number
}

/** Paired-pulse facilitation: excitatory response at the end of the second gate pulse over that of the first. */
export function gatePairIndex(cell: GatedCell, options: GatePairOptions): number {
  const { amplitude, width, interval } = options
  requirePositive('gatePairIndex', { width, interval })
  const rest = cell.conductance()
  cell.advance(amplitude, width)
  const first = cell.conductance() - rest
  cell.advance(0, interval)
  cell.advance(amplitude, width)
  return (cell.conductance() - rest) / first
}

export interface TwoGateOptions {
  readonly amplitude: number
  readonly width: number
  /** Start of the second gate's pulse minus that of the first gate's, s; negative where the second leads. */
  readonly delay: number
}

/**
 * Two gates on one electrolyte, each with one pulse: their voltages add at the channel.
 * @returns the largest response over the response to one of the pulses alone
 */
export function twoGateIndex(cell: GatedCell, options: TwoGateOptions): number {
  const { amplitude, width, delay } = options
  requirePositive('twoGateIndex', { width })
  const rest = cell.conductance()
  const alone = cell.copy()
  alone.advance(amplitude, width)
  const single = alone.conductance() - rest
  // The gates are alike, so only the distance of their pulses counts.
  const apart = Math.abs(delay)
  const overlap = Math.max(0, width - apart)
  const steps: readonly (readonly [number, number])[] = [
    [amplitude, width - overlap],
    [2 * amplitude, overlap],
    [0, Math.max(0, apart - width)],
    [amplitude, width - overlap],
  ]
  let largest = 0
  for (const [drive, seconds] of steps) {
    cell.advance(drive, seconds)
    largest = Math.max(largest, cell.conductance() - rest)
  }
  return largest / single
}
