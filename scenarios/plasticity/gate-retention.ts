import type { GatedCell } from '../../arrays/devices/gated-cell.ts'
import { OptionError } from '../../arrays/errors.ts'

/**
 * Channel conductance of a device at rest, read at the given times after the call, S.
 * @throws RangeError for times that fall or are negative
 */
export function gateRetention(cell: GatedCell, seconds: readonly number[]): number[] {
  let now = 0
  return seconds.map(time => {
    if (!(time >= now))
      throw new OptionError('gateRetention', `a read at ${time} s after ${now} s`, 'rising times')
    cell.advance(0, time - now)
    now = time
    return cell.conductance()
  })
}
