import { ConfigError, type Place } from '../errors.ts'
import { describeValue } from './describe-value.ts'

/** Powers of ten of the SI prefixes, micro in its two Unicode spellings and as u. */
const PREFIXES: Readonly<Record<string, number>> = {
  f: -15,
  p: -12,
  n: -9,
  u: -6,
  '\u00b5': -6,
  '\u03bc': -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
}

interface Dimension {
  readonly title: string
  /** How the unit may be written; a prefix may stand before each. */
  readonly spellings: readonly string[]
  readonly example: string
}

const DIMENSIONS: Readonly<Record<string, Dimension>> = {
  V: { title: 'a voltage in V', spellings: ['V'], example: '1.2 V' },
  A: { title: 'a current in A', spellings: ['A'], example: '3 pA' },
  S: { title: 'a conductance in S', spellings: ['S'], example: '5 uS' },
  s: { title: 'a time in s', spellings: ['s'], example: '100 ms' },
  ohm: { title: 'a resistance in ohm', spellings: ['ohm', 'Ohm', '\u03a9', '\u2126'], example: '10 kohm' },
  '1/s': { title: 'a rate in 1/s', spellings: ['1/s', '/s', 'Hz'], example: '10 1/s' },
  F: { title: 'a capacitance in F', spellings: ['F'], example: '8 mF' },
  C: { title: 'a charge in C', spellings: ['C'], example: '12 pC' },
}

const NUMBER_AND_UNIT = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?)\s*(.*)$/u

/**
 * Reads a number, or a string that is a number with or without a unit.
 * @param value what stands in the file or after the flag
 * @param unit the SI unit wanted ("V", "s", "ohm", "S", "A", "1/s", "F", "C"; any other is matched as written; "1" is
 * a pure number)
 * @returns the SI value, or what was expected
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
  const power = suffix === '' ? 0 : prefixPower(suffix, unit)
  if (power === undefined) return { expected }
  // The prefix goes into the exponent, so that "100 ms" is the same number as 0.1.
  const mantissa = exponent === undefined ? digits : digits.slice(0, digits.search(/[eE]/))
  const number = Number(`${mantissa}e${Number(exponent ?? 0) + power}`)
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
  const dimension = DIMENSIONS[unit]
  if (dimension !== undefined) {
    return `${dimension.title}, as a number or with its unit ("${dimension.example}")`
  }
  return unit === '1' ? 'a number' : `a number in ${unit}`
}

function prefixPower(suffix: string, unit: string): number | undefined {
  for (const spelling of DIMENSIONS[unit]?.spellings ?? [unit]) {
    if (!suffix.endsWith(spelling)) continue
    const prefix = suffix.slice(0, suffix.length - spelling.length)
    if (Object.hasOwn(PREFIXES, prefix)) return PREFIXES[prefix]
  }
  return undefined
}
