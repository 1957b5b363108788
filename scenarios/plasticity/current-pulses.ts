import type { StorageCell } from '../../arrays/devices/storage-cell.ts'
import { OptionError } from '../../arrays/errors.ts'
import { requirePositive } from './require-positive.ts'

export interface CurrentPulsesOptions {
  /** Amplitude, A; negative pulses depress. */
  readonly amps: number
  /** Duration of a pulse, s. */
  readonly width: number
  /** End of a pulse to the start of the next, at 0 A, s. @defaultValue 0 */
  readonly interval?: number
  /** @defaultValue 1 */
  readonly number?: number
}

export interface CurrentPulses {
  /** Voltage before the first pulse, V. */
  readonly initialVolts: number
  /** Voltage at the end of each pulse, the current still on, V: the peak of the postsynaptic voltage. */
  readonly peakVolts: Float64Array
  /** Voltage at the end of each interval, V. */
  readonly periodVolts: Float64Array
}

/**
 * Applies equal current pulses to a cell that stores charge and whose terminals are open between them but for its own
 * shunt. Ends with the interval after the last pulse. Exact: each pulse and each interval is one step.
 * @throws RangeError for a width or number that is not positive, or a negative interval
 */
export function currentPulses(cell: StorageCell, options: CurrentPulsesOptions): CurrentPulses {
  const { amps, width, interval = 0, number = 1 } = options
  requirePositive('currentPulses', { width, number })
  if (!(interval >= 0))
    throw new OptionError('currentPulses', String(interval), '0 or more seconds', 'interval')
  const initialVolts = cell.volts()
  const peakVolts = new Float64Array(number)
  const periodVolts = new Float64Array(number)
  for (let k = 0; k < number; k++) {
    cell.advanceCurrent(amps, width)
    peakVolts[k] = cell.volts(amps)
    cell.advanceCurrent(0, interval)
    periodVolts[k] = cell.volts()
  }
  return { initialVolts, peakVolts, periodVolts }
}
