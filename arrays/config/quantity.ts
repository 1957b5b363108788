import { ConfigError, type Place } from '../errors.ts'
import { ownValue } from '../own-value.ts'
import { describeValue } from './describe-value.ts'
import { isSameDimension, readUnit, type Unit } from './unit.ts'

/** Titles and examples of the units that files name most. */
const TITLES: Readonly<Record<string, { readonly title: string; readonly example: string }>> = {
  V: { title: 'a voltage in V', example: '1.2 V' },
  A: { title: 'a current in A', example: '3 pA' },
  S: { title: 'a conductance in S', example: '5 uS' },
  s: { title: 'a time in s', example: '100 ms' },
  ohm: { title: 'a resistance in ohm', example: '10 kohm' },
  '1/s': { title: 'a rate in 1/s', example: '10 1/s' },
  F: { title: 'a capacitance in F', example: '8 mF' },
  C: { title: 'a charge in C', example: '12 pC' },
}

const NUMBER_AND_UNIT = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?)\s*(.*)$/u

/**
 * Reads a number, or a string that is a number with or without a unit.
 * @param value what stands in the file or after the flag
 * @param unit the unit wanted, any product of SI units ("V", "m2/(V s)"); another is matched as written; "1" is a pure number
 * @returns the value in that unit, or what was expected
 */
export function readQuantity(
  value: unknown,
  unit: string,
): { readonly value: number } | { readonly expected: string } {
  if (typeof value === 'number' && Number.isFinite(value)) return { value }
  const expected = quantityExpectation(unit)
  if (typeof value !== 'string') return { expected }
  const parts = NUMBER_AND_UNIT.exec(value.trim())
  if (parts === null) return { expected }
  const [, digits, exponent, suffix] = parts as unknown as [string, string, string | undefined, string]
  const scale = suffix === '' || suffix === unit ? { power: 0, factor: 1 } : scaleBetween(suffix, unit)
  if (scale === undefined) return { expected }
  // The prefix goes into the exponent, so that "100 ms" is the same number as 0.1.
  const mantissa = exponent === undefined ? digits : digits.slice(0, digits.search(/[eE]/))
  const number = Number(`${mantissa}e${Number(exponent ?? 0) + scale.power}`) * scale.factor
  return Number.isFinite(number) ? { value: number } : { expected }
}

/**
 * The same with an error.
 * @throws ConfigError that says what was expected
 */
export function parseQuantity(value: unknown, unit: string, place: Place): number {
  const result = readQuantity(value, unit)
  if ('value' in result) return result.value
  throw new ConfigError(place, describeValue(value), result.expected)
}

/** "a time in s, as a number or with its unit ("100 ms")". */
export function quantityExpectation(unit: string): string {
  const known = ownValue(TITLES, unit)
  if (known !== undefined) return `${known.title}, as a number or with its unit ("${known.example}")`
  return unit === '1' ? 'a number' : `a number in ${unit}`
}

/**
 * The number and the unit of a quantity: "5e-4 m/s".
 * @returns undefined for what is not a number followed by a unit of the SI
 */
export function splitQuantity(text: string): { readonly number: string; readonly unit: string } | undefined {
  const parts = NUMBER_AND_UNIT.exec(text.trim())
  if (parts === null || readUnit(parts[3]) === undefined) return undefined
  return { number: text.trim().slice(0, text.trim().length - parts[3].length), unit: parts[3] }
}

/** How much a unit is worth in another of the same dimension. */
function scaleBetween(from: string, to: string): Pick<Unit, 'power' | 'factor'> | undefined {
  const [found, wanted] = [readUnit(from), readUnit(to)]
  if (found === undefined || wanted === undefined || !isSameDimension(found, wanted)) return undefined
  return { power: found.power - wanted.power, factor: found.factor / wanted.factor }
}
