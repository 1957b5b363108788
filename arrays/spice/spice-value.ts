import { OptionError } from '../errors.ts'
/** Value of an expression of a netlist while it is built: a number as long as everything in it is known, text from there on. */
export type SpiceValue = number | string

/**
 * The text of a value, all 17 digits of a number; negative numbers stand in parentheses.
 * @throws RangeError for a number that is not finite
 */
export function spiceText(value: SpiceValue): string {
  if (typeof value === 'string') return value
  if (!Number.isFinite(value)) throw new OptionError('netlist', String(value), 'a finite number')
  return value < 0 ? `(${value})` : String(value)
}

/** base to the exponent. ngspice's pow takes the size of the base: an odd whole exponent gets its sign back here. */
export function power(base: SpiceValue, exponent: SpiceValue): SpiceValue {
  if (typeof base === 'number' && typeof exponent === 'number') return base ** exponent
  if (typeof exponent === 'number' && Number.isInteger(exponent)) {
    if (exponent === 0) return 1
    if (exponent % 2 !== 0) {
      const even = power(base, exponent - 1)
      return even === 1 ? base : `(${spiceText(base)} * ${spiceText(even)})`
    }
  }
  return `pow(${spiceText(base)}, ${spiceText(exponent)})`
}
