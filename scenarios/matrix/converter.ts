/** A converter between analogue values and the levels of so many bits. */
export interface Converter {
  /** At least 1. */
  readonly bits: number
  /** Whether values may be negative. */
  readonly signed: boolean
  /** Largest level; beyond it values clip. 0 leaves all values as they are. */
  readonly range: number
  /** Signed: 2^bits levels without zero in place of 2^bits - 1 with it. @defaultValue false */
  readonly even?: boolean
}

/** Codes of a converter: a level is its code times range / steps. */
export interface Codes {
  readonly codes: Int32Array
  readonly steps: number
  /** Values beyond the range. */
  readonly clipped: number
}

/**
 * The code of the nearest level of each value, a tie away from zero. Values that are never negative have the 2^B levels
 * k r / (2^B - 1). Signed ones have 2^B - 1 levels k r / (2^(B-1) - 1), zero among them, since a grid without zero drives every
 * silent line by half a step; with one bit -r and r, zero going to r; with `even` the 2^B odd multiples of r / (2^B - 1).
 */
export function codesOf(values: ArrayLike<number>, converter: Converter): Codes {
  const { range } = converter
  const steps = stepsOf(converter)
  const code = coder(converter, steps)
  const codes = new Int32Array(values.length)
  let clipped = 0
  for (let k = 0; k < codes.length; k++) {
    const value = values[k]
    if (Math.abs(value) > range) clipped++
    codes[k] = range === 0 ? 0 : code((value / range) * steps)
  }
  return { codes, steps, clipped }
}

/**
 * Replaces values by their nearest levels.
 * @returns how many lay beyond the range
 */
export function convert(values: Float32Array | Float64Array, converter: Converter): number {
  const { range } = converter
  if (range === 0) return 0
  const steps = stepsOf(converter)
  const code = coder(converter, steps)
  let clipped = 0
  for (let k = 0; k < values.length; k++) {
    const value = values[k]
    if (Math.abs(value) > range) clipped++
    values[k] = (code((value / range) * steps) / steps) * range
  }
  return clipped
}

/** Bits of the magnitude of a converter's codes. */
export function magnitudeBits({ bits, signed, even = false }: Omit<Converter, 'range'>): number {
  return signed && !even ? Math.max(1, bits - 1) : bits
}

/** The code of the largest level. */
function stepsOf(converter: Omit<Converter, 'range'>): number {
  return 2 ** magnitudeBits(converter) - 1
}

/** The code of a value in steps. */
function coder({ bits, signed, even = false }: Converter, steps: number): (value: number) => number {
  // Nearest of whole numbers, halves away from zero.
  const magnitude = (value: number): number => Math.min(steps, Math.floor(Math.abs(value) + 0.5))
  if (!signed) return value => (value > 0 ? magnitude(value) : 0)
  if (!even && bits > 1) return value => (value < 0 ? -magnitude(value) : magnitude(value))
  return value => {
    const odd = Math.min(steps, 2 * Math.floor(Math.abs(value) / 2) + 1)
    return value < 0 ? -odd : odd
  }
}
