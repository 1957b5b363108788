import { type CycleVariation, cycleFactors } from '../../../arrays/crossbar/vary-cycles.ts'
import type { Specimen } from '../specimen.ts'

/**
 * Variation from cycle to cycle of a device alone, and of an array whose cells store charge: every pulse lasts as much longer as
 * cycleFactors draws for the first cell of an array. Rests are what they are. A copy goes on with the same draws.
 */
export function varyCycles(specimen: Specimen, cycles: CycleVariation | undefined, pulses = 0): Specimen {
  if (cycles === undefined) return specimen
  let count = pulses
  return {
    model: specimen.model,
    current: level => specimen.current(level),
    advance(level, seconds) {
      const factor = level === 0 ? 1 : cycleFactors(cycles, count++, 1)[0]!
      specimen.advance(level, factor * seconds)
    },
    copy: () => varyCycles(specimen.copy(), cycles, count),
  }
}
