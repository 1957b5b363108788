import { accessLaws } from '../../arrays/access/access-laws.ts'
import type { AccessOption } from '../../arrays/access/access-option.ts'
import { createArraySpec } from '../../arrays/crossbar/create-array-spec.ts'

/** I-V curve of an access element alone. */
export interface ElementCurve {
  readonly volts: Float64Array
  readonly amps: Float64Array
}

/** Steps of a curve from one end to 0 V. */
const STEPS = 500

/**
 * Current of an access element by itself, without its device: one terminal is driven, the other is at 0 V. A transistor is on; it is
 * driven at its word line or, on the bit side, where the device would be.
 * @param range the curve goes from minus this to this, V
 * @param most larger currents are left out, A
 * @returns undefined where there is no element
 */
export function elementCurve(access: AccessOption, range: number, most: number): ElementCurve | undefined {
  const spec = createArraySpec({ size: [1, 1], device: 'resistor', access })
  const laws = accessLaws(spec.access, spec.size, Uint8Array.of(1))
  if (laws === undefined) return undefined
  const amps = (drop: number): number => {
    const current = new Float64Array(1)
    if ('side' in laws) laws.hold(Float64Array.of(laws.side === 'word' ? drop : 0))
    laws.evaluate(Float64Array.of(drop), current, new Float64Array(1))
    return current[0]
  }
  const volts = Float64Array.from({ length: 2 * STEPS + 1 }, (_, k) => ((k - STEPS) * range) / STEPS).filter(
    drop => Math.abs(amps(drop)) <= most,
  )
  return { volts, amps: volts.map(amps) }
}
