import * as z from 'zod'
import { quantityExpectation, readQuantity } from './quantity.ts'

/** A number, or a string with a unit, in a file; SI once parsed. */
export type QuantitySchema = z.ZodType<number, number | string>

/** Bounds of a quantity, in SI. */
export interface QuantityBounds {
  readonly min?: number
  readonly max?: number
  /** The bound itself is refused too: "above 0". */
  readonly above?: number
}

/**
 * Schema of a quantity with a unit.
 * @param unit as in readQuantity
 */
export function quantity(unit: string, bounds: QuantityBounds = {}): QuantitySchema {
  const { min = -Infinity, max = Infinity, above = -Infinity } = bounds
  const limits = [
    ...(bounds.min === undefined ? [] : [`at least ${min}`]),
    ...(bounds.above === undefined ? [] : [`above ${above}`]),
    ...(bounds.max === undefined ? [] : [`at most ${max}`]),
  ].join(' and ')
  const expected = quantityExpectation(unit) + (limits === '' ? '' : `, ${limits}`)
  return z
    .union([z.number(), z.string()], { error: expected })
    .transform((input, context) => {
      const result = readQuantity(input, unit)
      if ('value' in result && result.value >= min && result.value <= max && result.value > above) {
        return result.value
      }
      context.addIssue({ code: 'custom', message: expected })
      return z.NEVER
    })
    .describe(expected)
}

export const volts: QuantitySchema = quantity('V')
export const amps: QuantitySchema = quantity('A')
export const ohms: QuantitySchema = quantity('ohm', { min: 0 })
export const siemens: QuantitySchema = quantity('S', { min: 0 })
