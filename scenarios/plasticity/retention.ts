import { OptionError } from '../../arrays/errors.ts'
import { idealRead } from './ideal-read.ts'
import type { Specimen } from './specimen.ts'

export interface RetentionOptions {
  /** Times of the reads after the call, s, not falling. */
  readonly seconds: readonly number[]
  /** Voltage of the ideal reads, V. @defaultValue the device's read voltage */
  readonly readVolts?: number
  /** Voltage that the cell is held at between reads, V. @defaultValue 0 */
  readonly holdVolts?: number
}

/** A current against time. */
export interface Decay {
  readonly seconds: Float64Array
  readonly amps: Float64Array
}

/**
 * Reads a resting cell at the given times: how it forgets. The reads are ideal, so they do not disturb the state.
 * @throws RangeError for times that fall or are negative
 */
export function retention(cell: Specimen, options: RetentionOptions): Decay {
  const { readVolts = cell.model.readVolts, holdVolts = 0 } = options
  const seconds = Float64Array.from(options.seconds)
  let now = 0
  const amps = seconds.map(time => {
    if (!(time >= now))
      throw new OptionError('retention', `a read at ${time} s after ${now} s`, 'rising times')
    cell.advance(holdVolts, time - now)
    now = time
    return idealRead(cell, readVolts)
  })
  return { seconds, amps }
}
