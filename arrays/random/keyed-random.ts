import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/**
 * A uniform number in [0, 1) that depends on its key alone, so that any order and any split of the work over machines draws the
 * same numbers.
 * @param seed the run's seed
 * @param stream what the number is for
 * @param index which one: a cell, a pulse
 */
export function uniform(seed: number, stream: number, index: number): number {
  return uniformFloat64(xoroshiro128plus(mix(mix(mix(0x9e3779b9, seed), stream), index)))
}

/** A standard normal number by its key (Box and Muller). */
export function normal(seed: number, stream: number, index: number): number {
  const generator = xoroshiro128plus(mix(mix(mix(0x85ebca6b, seed), stream), index))
  const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(generator)))
  return radius * Math.cos(2 * Math.PI * uniformFloat64(generator))
}

/** Mixes an integer into a 32-bit hash (the finaliser of MurmurHash3). */
function mix(hash: number, value: number): number {
  let h = hash ^ Math.imul(value | 0, 0xcc9e2d51) ^ Math.imul(Math.floor(value / 2 ** 32) | 0, 0x1b873593)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) | 0
}

/** A stream of uniform numbers in [0, 1) that depends on its key alone, where many are drawn in a fixed order. */
export function uniformStream(seed: number, stream: number, index: number): () => number {
  const generator = xoroshiro128plus(mix(mix(mix(0x27d4eb2f, seed), stream), index))
  return () => uniformFloat64(generator)
}
