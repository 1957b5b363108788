import { largestOf } from '../../arrays/network/balance.ts'
import { codesOf, convert, magnitudeBits } from './converter.ts'
import type { Drive } from './matrix-tile.ts'

/** Vectors as the word lines get them. */
export interface InputDrives {
  /** Largest |input|. */
  readonly range: number
  /** Inputs beyond it. */
  readonly clipped: number
  /** Whether an input is negative. */
  readonly signed: boolean
  /** One; with streamed inputs one for each bit, lowest first. */
  readonly drives: readonly Drive[]
}

export interface InputSettings {
  readonly read: number
  readonly inputRange: number | undefined
  readonly dacBits: number | undefined
  readonly levels: 'odd' | 'even'
  readonly stream: boolean
}

/**
 * Scales inputs to the read voltage and passes them through the DAC; streamed, bit k of a code's magnitude drives 0 or the
 * read voltage with the sign of the code.
 */
export function driveInputs(inputs: Float64Array, settings: InputSettings): InputDrives {
  const { read, dacBits, levels, stream } = settings
  const largest = largestOf(inputs)
  const range = settings.inputRange ?? (largest === 0 ? 1 : largest)
  let signed = false
  let clipped = 0
  // Loops: callbacks for each of a million numbers take a tenth of a whole product.
  const units = new Float64Array(inputs.length)
  for (let k = 0; k < units.length; k++) {
    const input = inputs[k]
    if (input < 0) signed = true
    if (Math.abs(input) > range) clipped++
    units[k] = Math.max(-1, Math.min(1, input / range))
  }
  if (dacBits === undefined || !stream) {
    if (dacBits !== undefined) convert(units, { bits: dacBits, signed, range: 1, even: levels === 'even' })
    for (let k = 0; k < units.length; k++) units[k] *= read
    return { range, clipped, signed, drives: [{ volts: units, weight: 1 }] }
  }
  const converter = { bits: dacBits, signed, range: 1, even: levels === 'even' }
  const { codes, steps } = codesOf(units, converter)
  const drives = Array.from({ length: magnitudeBits(converter) }, (_, bit) => ({
    volts: Float64Array.from(codes, code => ((Math.abs(code) >> bit) & 1) * Math.sign(code) * read),
    weight: 2 ** bit / steps,
  }))
  return { range, clipped, signed, drives }
}
