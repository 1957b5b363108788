/** Exponents of kg, m, s, A, K, mol. */
type Dimension = readonly [number, number, number, number, number, number]

/** A unit as what it is worth in SI units: factor times 10 to the power. */
export interface Unit {
  readonly dimension: Dimension
  readonly power: number
  readonly factor: number
  /** The same without prefixes: "m2/(V s)". */
  readonly base: string
}

/** Powers of ten of the SI prefixes, micro in its two Unicode spellings and as u. */
const PREFIXES: Readonly<Record<string, number>> = {
  f: -15,
  p: -12,
  n: -9,
  u: -6,
  '\u00b5': -6,
  '\u03bc': -6,
  m: -3,
  c: -2,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
}

interface Symbol {
  readonly base: string
  readonly dimension: Dimension
  readonly power?: number
  readonly factor?: number
}

const OHM: Symbol = { base: 'ohm', dimension: [1, 2, -3, -2, 0, 0] }

/** Units that a prefix may stand before. */
const SYMBOLS: Readonly<Record<string, Symbol>> = {
  m: { base: 'm', dimension: [0, 1, 0, 0, 0, 0] },
  s: { base: 's', dimension: [0, 0, 1, 0, 0, 0] },
  A: { base: 'A', dimension: [0, 0, 0, 1, 0, 0] },
  K: { base: 'K', dimension: [0, 0, 0, 0, 1, 0] },
  g: { base: 'kg', dimension: [1, 0, 0, 0, 0, 0], power: -3 },
  mol: { base: 'mol', dimension: [0, 0, 0, 0, 0, 1] },
  V: { base: 'V', dimension: [1, 2, -3, -1, 0, 0] },
  ohm: OHM,
  Ohm: OHM,
  '\u03a9': OHM,
  '\u2126': OHM,
  S: { base: 'S', dimension: [-1, -2, 3, 2, 0, 0] },
  F: { base: 'F', dimension: [-1, -2, 4, 2, 0, 0] },
  C: { base: 'C', dimension: [0, 0, 1, 1, 0, 0] },
  H: { base: 'H', dimension: [1, 2, -2, -2, 0, 0] },
  W: { base: 'W', dimension: [1, 2, -3, 0, 0, 0] },
  J: { base: 'J', dimension: [1, 2, -2, 0, 0, 0] },
  N: { base: 'N', dimension: [1, 1, -2, 0, 0, 0] },
  Pa: { base: 'Pa', dimension: [1, -1, -2, 0, 0, 0] },
  Hz: { base: '1/s', dimension: [0, 0, -1, 0, 0, 0] },
  eV: { base: 'J', dimension: [1, 2, -2, 0, 0, 0], factor: 1.602176634e-19 },
}

const TOKEN = /\s*(?:([A-Za-z\u00b5\u03bc\u03a9\u2126]+)(?:\^?(-?\d+))?|([/*().\u00b7])|(1))/uy

/**
 * Reads a product of SI units with prefixes: "V", "mA/V2", "m2/(V s)", "1/s", "ohm*s^-1". "1" is a pure number.
 * @returns undefined for what is no unit
 */
export function readUnit(text: string): Unit | undefined {
  const parts = partsOf(text)
  if (parts === undefined) return undefined
  const dimension: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0]
  let power = 0
  let factor = 1
  const bases = new Map<string, number>()
  for (const { symbol, prefix, exponent } of parts) {
    symbol.dimension.forEach((of, k) => {
      dimension[k] = dimension[k] + of * exponent
    })
    power += (prefix + (symbol.power ?? 0)) * exponent
    factor *= (symbol.factor ?? 1) ** exponent
    const [base, sign] = symbol.base === '1/s' ? ['s', -1] : [symbol.base, 1]
    bases.set(base, (bases.get(base) ?? 0) + sign * exponent)
  }
  return { dimension, power, factor, base: baseText(bases) }
}

/** Whether two units measure the same. */
export function isSameDimension(a: Unit, b: Unit): boolean {
  return a.dimension.every((exponent, k) => exponent === b.dimension[k])
}

interface Part {
  readonly symbol: Symbol
  /** Power of ten of the prefix. */
  readonly prefix: number
  readonly exponent: number
}

function partsOf(text: string): Part[] | undefined {
  const parts: Part[] = []
  /** Sign of the exponents inside each open bracket. */
  const signs = [1]
  let below = false
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const token = TOKEN.exec(text)
    if (token === null) return undefined
    const [, name, exponent, mark] = token
    if (name !== undefined) {
      const found = symbolOf(name)
      if (found === undefined) return undefined
      const sign = signs.at(-1)! * (below ? -1 : 1)
      parts.push({ ...found, exponent: sign * Number(exponent ?? 1) })
      below = false
    } else if (mark === '/') {
      if (below) return undefined
      below = true
    } else if (mark === '(') {
      signs.push(signs.at(-1)! * (below ? -1 : 1))
      below = false
    } else if (mark === ')') {
      if (signs.length === 1 || below) return undefined
      signs.pop()
    }
  }
  return below || signs.length > 1 ? undefined : parts
}

function symbolOf(name: string): Omit<Part, 'exponent'> | undefined {
  if (Object.hasOwn(SYMBOLS, name)) return { symbol: SYMBOLS[name], prefix: 0 }
  const [first, rest] = [name.slice(0, 1), name.slice(1)]
  if (!Object.hasOwn(PREFIXES, first) || !Object.hasOwn(SYMBOLS, rest)) return undefined
  return { symbol: SYMBOLS[rest], prefix: PREFIXES[first] }
}

function baseText(bases: ReadonlyMap<string, number>): string {
  const part = (sign: number): string[] =>
    [...bases].flatMap(([base, exponent]) => {
      const size = exponent * sign
      return size <= 0 ? [] : [size === 1 ? base : `${base}${size}`]
    })
  const [above, below] = [part(1), part(-1)]
  const top = above.length === 0 ? '1' : above.join(' ')
  if (below.length === 0) return top
  return `${top}/${below.length === 1 ? below[0] : `(${below.join(' ')})`}`
}
