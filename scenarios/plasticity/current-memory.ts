import type { StorageCell } from '../../arrays/devices/storage-cell.ts'
import { requirePositive } from './require-positive.ts'

export interface CurrentMemoryOptions {
  readonly amps: number
  /** Duration of the pulse, s. */
  readonly width: number
  /** Length of the record, the pulse included, s. */
  readonly record: number
  /** Time between samples, s. */
  readonly sample: number
}

/**
 * A measure of memory: the standard deviation of the autocorrelation function of the voltage that one pulse leaves, sampled
 * from its start to the end of the record. The autocorrelation at lag k is the sum of u(n) u(n + k) over that at lag
 * 0, so the height of the voltage cancels and its duration counts.
 * @throws RangeError for numbers that are not positive
 */
export function currentMemory(cell: StorageCell, options: CurrentMemoryOptions): number {
  const { amps, width, record, sample } = options
  requirePositive('currentMemory', { width, record, sample })
  const count = Math.round(record / sample)
  const volts = Float64Array.from({ length: count }, (_, n) => {
    const on = Math.min(Math.max(width - n * sample, 0), sample)
    cell.advanceCurrent(amps, on)
    cell.advanceCurrent(0, sample - on)
    return cell.volts(on === sample ? amps : 0)
  })
  const correlation = volts.map((_, lag) => {
    let sum = 0
    for (let n = 0; n + lag < count; n++) sum += volts[n] * volts[n + lag]
    return sum
  })
  const mean = correlation.reduce((sum, value) => sum + value, 0) / count
  const variance = correlation.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count
  return Math.sqrt(variance) / correlation[0]
}
