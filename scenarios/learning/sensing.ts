import { uniformStream } from '../../arrays/random/keyed-random.ts'
import { convert } from '../matrix/converter.ts'
import type { NetworkSettings } from './network-settings.ts'
import type { TrainingDevice } from './training-device.ts'

/** Stream of the read noise; every layer has twelve streams. */
const NOISE = 111

/**
 * Inputs as the word lines get them, in units of the read voltage (or of the longest pulse): in the steps of the DAC, and
 * bent by the law of cells that are not ohmic where inputs are voltages. Where nothing changes, the array itself.
 */
export function quantiseInputs(
  x: Float32Array,
  count: number,
  { dacBits, inputs, reading }: NetworkSettings,
  { linear, law, readVolts }: TrainingDevice,
): Float32Array {
  // A full solve applies the law in every cell.
  const bend = inputs === 'voltage' && !linear && reading !== 'solve'
  if (dacBits === 0 && !bend) return x
  const out = x.slice(0, count)
  if (dacBits > 0) convert(out, { bits: dacBits, signed: false, range: 1 })
  if (!bend) return out
  for (let k = 0; k < count; k++) if (out[k] !== 0) out[k] = law(out[k] * readVolts) / readVolts
  return out
}

export interface ReadNoise {
  readonly batch: number
  readonly inputs: number
  readonly outputs: number
  /** Rows of inputs that take part. */
  readonly from: number
  readonly to: number
  /** Of one weight. */
  readonly deviation: number
  readonly seed: number
  readonly layer: number
  readonly key: number
}

/** The noise of all cells on a bit line adds in squares: its deviation is that of one cell times the norm of the inputs. */
export function addReadNoise(out: Float32Array, x: Float32Array, noise: ReadNoise): void {
  const { batch, inputs, outputs, from, to, deviation, seed, layer, key } = noise
  const draw = uniformStream(seed, NOISE + 12 * layer, key * 4096 + from)
  for (let b = 0; b < batch; b++) {
    let squares = 0
    for (let i = from; i < to; i++) squares += x[b * inputs + i] ** 2
    const size = deviation * Math.sqrt(squares)
    for (let o = 0; o < outputs; o++) {
      const standard = Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
      out[b * outputs + o] += size * standard
    }
  }
}
