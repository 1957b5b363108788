import { readQuantity } from '../../../arrays/config/quantity.ts'

/** A number in SI with its unit, '' where none was written. */
export interface AnyQuantity {
  readonly value: number
  readonly unit: string
}

const UNITS = ['V', 'A', 'S', 's', 'ohm', '1/s', 'F', 'C'] as const

/**
 * Reads a number or a text that is one, with any unit that Sneakpath knows.
 * @returns undefined where it is no number
 */
export function readAnyQuantity(input: unknown): AnyQuantity | undefined {
  const plain = readQuantity(input, '1')
  if ('value' in plain) return { value: plain.value, unit: '' }
  for (const unit of UNITS) {
    const result = readQuantity(input, unit)
    if ('value' in result) return { value: result.value, unit }
  }
  return undefined
}
