import { normal } from '../../../arrays/random/keyed-random.ts'
import type { Specimen } from '../specimen.ts'

/** Keeps the draws of pulses apart from those of parameters. */
const STREAM = 7_001

/**
 * Variation from cycle to cycle: every pulse acts as if it lasted exp(s n) times as long, with n normal and keyed by (seed, number
 * of the pulse). Rests are what they are. A copy goes on with the same draws.
 * @param spread s, the relative standard deviation of a small step
 */
export function varyCycles(specimen: Specimen, spread: number, seed: number, pulses = 0): Specimen {
  if (spread === 0) return specimen
  let count = pulses
  return {
    model: specimen.model,
    current: level => specimen.current(level),
    advance(level, seconds) {
      const factor = level === 0 ? 1 : Math.exp(spread * normal(seed, STREAM, count++))
      specimen.advance(level, factor * seconds)
    },
    copy: () => varyCycles(specimen.copy(), spread, seed, count),
  }
}
