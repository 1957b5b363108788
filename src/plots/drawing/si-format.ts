/** A unit with its prefix: value / factor is the number to print before the label. */
export interface DisplayUnit {
  readonly factor: number
  /** 'pS', 'kΩ', '' for a plain ratio, '×10⁻⁶' for a small one. */
  readonly label: string
}

const PREFIXES: Readonly<Record<number, string>> = {
  [-24]: 'y',
  [-21]: 'z',
  [-18]: 'a',
  [-15]: 'f',
  [-12]: 'p',
  [-9]: 'n',
  [-6]: 'µ',
  [-3]: 'm',
  0: '',
  3: 'k',
  6: 'M',
  9: 'G',
  12: 'T',
  15: 'P',
}

/** Units that take no prefix. */
const PLAIN_UNITS: ReadonlySet<string> = new Set(['', '%', 'dB', 'kg', '°C', 'pixels'])

/**
 * The unit in which a value of this magnitude has one to three digits before the point.
 * @param unit SI unit without prefix, '' for a ratio
 * @param magnitude the largest absolute value to be printed
 */
export function displayUnit(unit: string, magnitude: number): DisplayUnit {
  const symbol = unit === 'ohm' ? 'Ω' : unit
  if (!(magnitude > 0) || !Number.isFinite(magnitude)) return { factor: 1, label: symbol }
  // The tiny excess keeps 1e-12 from landing at 999.99 fS.
  const exponent = Math.floor((Math.log10(magnitude) + 1e-9) / 3) * 3
  // Only a unit whose first factor has no power takes a prefix: mm² would be read as (mm)².
  if (!PLAIN_UNITS.has(unit) && /^[A-Za-zΩ]+(?![A-Za-zΩ0-9^²³])/.test(symbol)) {
    const bounded = Math.min(Math.max(exponent, -24), symbol === 's' ? 0 : 15)
    return { factor: 10 ** bounded, label: `${PREFIXES[bounded]}${symbol}` }
  }
  if (magnitude >= 0.01 && magnitude < 1e5) return { factor: 1, label: symbol }
  return { factor: 10 ** exponent, label: `×10${superscript(exponent)} ${symbol}`.trim() }
}

/** Decimals that give a value of this magnitude three digits. */
export function decimalsFor(magnitude: number): number {
  return magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2
}

/** A number with a true minus sign and without negative zero. */
export function formatNumber(value: number, decimals: number): string {
  return value
    .toFixed(decimals)
    .replace(/^-(0(\.0*)?)$/, '$1')
    .replace('-', '−')
}

/** A value with its own prefix, '3.2 pS'; three significant digits. */
export function formatSi(value: number, unit: string): string {
  const { factor, label } = displayUnit(unit, Math.abs(value))
  const scaled = value / factor
  const number = String(Number(scaled.toPrecision(Math.abs(scaled) >= 1000 ? 5 : 3))).replace('-', '−')
  return label === '' ? number : `${number} ${label}`
}

/** '10⁻⁹' for -9. */
export function powerOfTen(exponent: number): string {
  return `10${superscript(exponent)}`
}

function superscript(n: number): string {
  return [...String(n)].map(digit => (digit === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)))).join('')
}

/** A share as percent with three digits. */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`
}
