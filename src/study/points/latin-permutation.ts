import { uniform } from '../../../arrays/random/keyed-random.ts'

const ROUNDS = 6

/**
 * Where `index` goes in a random permutation of 0 .. count - 1 that is never written out: a Feistel network on the next even
 * number of bits, walked until it lands inside (J. Black and P. Rogaway, CT-RSA 2002).
 * @param stream which permutation
 */
export function latinPermutation(index: number, count: number, seed: number, stream: number): number {
  const half = Math.max(1, Math.ceil(Math.ceil(Math.log2(count)) / 2))
  const side = 2 ** half
  let value = index
  do {
    let left = Math.floor(value / side)
    let right = value % side
    for (let round = 0; round < ROUNDS; round++) {
      const scrambled = Math.floor(uniform(seed, stream * ROUNDS + round, right) * side)
      const next = (left + scrambled) % side
      left = right
      right = next
    }
    value = left * side + right
  } while (value >= count)
  return value
}
