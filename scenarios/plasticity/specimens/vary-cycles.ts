import { type CycleVariation, cycleFactors } from '../../../arrays/crossbar/vary-cycles.ts'
import { pulseEnergy } from '../pulse-energy.ts'
import type { Specimen } from '../specimen.ts'

/**
 * Variation from cycle to cycle of a device alone, and of an array whose cells store charge: every pulse lasts as much longer as
 * cycleFactors draws for the first cell of an array. Rests are what they are. A copy goes on with the same draws.
 */
export function varyCycles(specimen: Specimen, cycles: CycleVariation | undefined, pulses = 0): Specimen {
  if (cycles === undefined) return specimen
  let count = pulses
  const factor = (): number => cycleFactors(cycles, count++, 1)[0]
  return {
    model: specimen.model,
    current: level => specimen.current(level),
    advance(level, seconds, addressed) {
      specimen.advance(level, level === 0 ? seconds : factor() * seconds, addressed)
    },
    energy: (level, seconds) =>
      pulseEnergy(specimen, level, level === 0 ? seconds : cycleFactors(cycles, count, 1)[0] * seconds),
    ...(specimen.ramp === undefined
      ? {}
      : {
          ramp: (from: number, to: number, seconds: number) => specimen.ramp!(from, to, factor() * seconds),
        }),
    copy: () => varyCycles(specimen.copy(), cycles, count),
  }
}
