import type { StorageCell } from '../../arrays/devices/storage-cell.ts'
import { OptionError } from '../../arrays/errors.ts'

/** A voltage against time. */
export interface VoltageDecay {
  readonly seconds: Float64Array
  readonly volts: Float64Array
}

/**
 * The voltage of a cell without current at the given times, s, after the call: how a weight that is a voltage is forgotten.
 * @throws RangeError for times that fall or are negative
 */
export function currentRetention(cell: StorageCell, times: readonly number[]): VoltageDecay {
  const seconds = Float64Array.from(times)
  let now = 0
  const volts = seconds.map(time => {
    if (!(time >= now))
      throw new OptionError('currentRetention', `a read at ${time} s after ${now} s`, 'rising times')
    cell.advanceCurrent(0, time - now)
    now = time
    return cell.volts()
  })
  return { seconds, volts }
}
