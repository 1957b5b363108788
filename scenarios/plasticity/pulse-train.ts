import { OptionError } from '../../arrays/errors.ts'
import { idealRead } from './ideal-read.ts'
import { requirePositive } from './require-positive.ts'
import type { Specimen } from './specimen.ts'

export interface PulseTrainOptions {
  /** Amplitude, V. */
  readonly volts: number
  /** Duration of a pulse, s. */
  readonly width: number
  /** End of a pulse to the start of the next, at 0 V, s; 0 makes one long pulse. @defaultValue 0 */
  readonly interval?: number
  /** @defaultValue 1 */
  readonly number?: number
  /** The instrument takes a sample of the current this often while a pulse lasts, s. @defaultValue at its end only */
  readonly sampleEvery?: number
  /** Voltage of the ideal reads, V. @defaultValue the device's read voltage */
  readonly readVolts?: number
}

export interface PulseTrain {
  /** Current at the read voltage before the first pulse, A. */
  readonly initialAmps: number
  /** Largest sample of the current in each pulse, A: the peak of the postsynaptic current. */
  readonly peakAmps: Float64Array
  /** Current at the read voltage right after each pulse, A. */
  readonly readAmps: Float64Array
}

/**
 * Applies equal pulses to a cell that rests at 0 V between them. The train ends with the last pulse, so what follows
 * (a retention, a pause, another train) starts at its end. Reads are ideal: they do not disturb the state.
 * @throws RangeError for a width or number that is not positive, a negative interval or a read at 0 V
 */
export function pulseTrain(cell: Specimen, options: PulseTrainOptions): PulseTrain {
  const { volts, width, interval = 0, number = 1, readVolts = cell.model.readVolts } = options
  const { sampleEvery = width } = options
  requirePositive('pulseTrain', { width, number, sampleEvery })
  if (!(interval >= 0)) throw new OptionError('pulseTrain', String(interval), '0 or more seconds', 'interval')
  if (options.readVolts === 0) throw new OptionError('pulseTrain', '0', 'another voltage', 'readVolts')
  const initialAmps = idealRead(cell, readVolts)
  const peakAmps = new Float64Array(number)
  const readAmps = new Float64Array(number)
  for (let k = 0; k < number; k++) {
    if (k > 0) cell.advance(0, interval)
    peakAmps[k] = largestSample(cell, volts, width, Math.max(1, Math.round(width / sampleEvery)))
    readAmps[k] = idealRead(cell, readVolts)
  }
  return { initialAmps, peakAmps, readAmps }
}

/** Holds a pulse and gives the sample of largest magnitude, A. */
function largestSample(cell: Specimen, volts: number, width: number, samples: number): number {
  let largest = 0
  for (let k = 0; k < samples; k++) {
    cell.advance(volts, width / samples)
    const amps = cell.current(volts)
    if (Math.abs(amps) >= Math.abs(largest)) largest = amps
  }
  return largest
}
