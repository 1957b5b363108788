/** Where a figure comes from. */
export type FigureOrigin = 'computed' | 'assumed' | 'given' | 'published, not ours'

/** Power, time and area of an analogue-to-digital converter. SI. */
export interface AdcFigures {
  readonly bits: number
  readonly conversionsPerSecond: number
  readonly watts: number
  readonly squareMetres: number
  readonly source: string
  readonly origin: FigureOrigin
}

/** The ADC of ISAAC. */
export const PUBLISHED_ADCS: readonly AdcFigures[] = Object.freeze([
  {
    bits: 8,
    conversionsPerSecond: 1.28e9,
    watts: 2e-3,
    squareMetres: 0.0012e-6,
    source: 'ISAAC, A. Shafiee et al., ISCA 2016: 16 mW and 0.0096 mm2 for 8 ADCs of 8 bits, 1.28 GS/s each',
    origin: 'published, not ours',
  },
])

/**
 * The figures of an ADC of so many bits: those of the table, or else of its nearest entry at the same rate, power and area in
 * proportion to 2^bits.
 * @param table at least one entry
 */
export function adcFigures(bits: number, table: readonly AdcFigures[]): AdcFigures {
  const nearest = table.reduce((best, entry) =>
    Math.abs(entry.bits - bits) < Math.abs(best.bits - bits) ? entry : best,
  )
  if (nearest.bits === bits) return nearest
  const times = 2 ** (bits - nearest.bits)
  return {
    bits,
    conversionsPerSecond: nearest.conversionsPerSecond,
    watts: nearest.watts * times,
    squareMetres: nearest.squareMetres * times,
    source: `${nearest.bits} bits scaled by 2^${bits - nearest.bits}: ${nearest.source}`,
    origin: 'assumed',
  }
}
