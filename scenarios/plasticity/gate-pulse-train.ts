import type { GatedCell } from '../../arrays/devices/gated-cell.ts'
import { OptionError } from '../../arrays/errors.ts'
import { requirePositive } from './require-positive.ts'

export interface GateTrainOptions {
  /** Gate pulse, V or A as the device is controlled, signed. */
  readonly amplitude: number
  /** Duration of a pulse, s. */
  readonly width: number
  /** Rest after every pulse, s; the lasting conductance is read at its end. */
  readonly rest: number
  /** @defaultValue 1 */
  readonly number?: number
}

export interface GateTrain {
  /** Channel conductance before the first pulse, S. */
  readonly initial: number
  /** At the end of each pulse, S: the peak of the postsynaptic current over the read voltage. */
  readonly peaks: Float64Array
  /** At the end of the rest after each pulse, S. */
  readonly levels: Float64Array
}

/**
 * Equal pulses on the gate of a three-terminal device, its drain open; the channel is read ideally, so reads do not disturb.
 * @throws RangeError for a width or number that is not above 0, or a negative rest
 */
export function gatePulseTrain(cell: GatedCell, options: GateTrainOptions): GateTrain {
  const { amplitude, width, rest, number = 1 } = options
  requirePositive('gatePulseTrain', { width, number })
  if (!(rest >= 0)) throw new OptionError('gatePulseTrain', String(rest), '0 or more seconds', 'rest')
  const initial = cell.conductance()
  const peaks = new Float64Array(number)
  const levels = new Float64Array(number)
  for (let k = 0; k < number; k++) {
    cell.advance(amplitude, width)
    peaks[k] = cell.conductance()
    cell.advance(0, rest)
    levels[k] = cell.conductance()
  }
  return { initial, peaks, levels }
}
