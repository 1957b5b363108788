import * as z from 'zod'
import { quantity } from '../../arrays/config/quantity-schemas.ts'
import { validate } from '../../arrays/config/validate.ts'
import type { AdcFigures } from '../../scenarios/matrix/converter-table.ts'
import { readDocument } from '../files/read-document.ts'

const SQUARE_MILLIMETRE = 1e-6

const Converters = z.strictObject({
  kind: z.literal('sneakpath-converters'),
  adc: z
    .array(
      z.strictObject({
        bits: z.int().min(1).max(24),
        rate: quantity('1/s', { above: 0 }),
        power: quantity('W', { min: 0 }),
        area: quantity('mm2', { min: 0 }),
        source: z.string(),
      }),
    )
    .min(1),
})

/**
 * Reads a table of converters, JSON or YAML: bits, rate, power, area (mm2) and source of each.
 * @throws ConfigError with the place of the mistake
 */
export function readConverters(file: string): AdcFigures[] {
  return validate(readDocument(file), Converters).adc.map(({ bits, rate, power, area, source }) => ({
    bits,
    conversionsPerSecond: rate,
    watts: power,
    squareMetres: area * SQUARE_MILLIMETRE,
    source,
    origin: 'given' as const,
  }))
}
