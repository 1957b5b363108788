import { pulseTrain } from './pulse-train.ts'
import { requirePositive } from './require-positive.ts'
import { retention } from './retention.ts'
import type { Specimen } from './specimen.ts'

/** A stimulus: amplitude in V (or A) and duration in s. */
export interface Stimulus {
  readonly volts: number
  readonly width: number
}

/** Training between the first responses and the probes; food alone is the control: a response after it is no association. */
export type Training = 'pairs' | 'food alone'

export interface ConditioningOptions {
  /** @defaultValue 'pairs' */
  readonly training?: Training
  /** The unconditioned stimulus, which triggers by itself. */
  readonly food: Stimulus
  /** The conditioned one, which must not before it was paired. */
  readonly bell: Stimulus
  /** Pairs of bell and food, the food right after the bell. */
  readonly pairs: number
  /** Rest between pairs, s. */
  readonly interval: number
  /** Rest after each stimulus before the pairing, s. */
  readonly rest: number
  /** When the bell sounds alone, s after the last pair, rising. */
  readonly probes: readonly number[]
}

/** Responses: the current at the end of each stimulus, A. */
export interface Conditioning {
  readonly foodBefore: number
  readonly bellBefore: number
  /** The bell in each pair; 0 where the food came alone. */
  readonly bellPaired: Float64Array
  /** The bell alone at each of the probes. */
  readonly bellAfter: Float64Array
}

/**
 * Pavlov's experiment on one specimen: food alone, bell alone, pairs of both, then the bell alone until the association is
 * forgotten. A bell that is probed changes the specimen as any pulse does.
 * @throws RangeError for numbers that are not positive or probes that do not rise
 */
export function classicalConditioning(specimen: Specimen, options: ConditioningOptions): Conditioning {
  const { food, bell, pairs, interval, rest, probes, training = 'pairs' } = options
  requirePositive('classicalConditioning', { pairs, interval, rest })
  const respond = (stimulus: Stimulus): number => pulseTrain(specimen, stimulus).peakAmps[0]
  const foodBefore = respond(food)
  specimen.advance(0, rest)
  const bellBefore = respond(bell)
  specimen.advance(0, rest)
  const bellPaired = new Float64Array(pairs)
  for (let k = 0; k < pairs; k++) {
    if (k > 0) specimen.advance(0, interval)
    // Without its bell the food keeps its time.
    if (training === 'pairs') bellPaired[k] = respond(bell)
    else specimen.advance(0, bell.width)
    respond(food)
  }
  let now = 0
  const bellAfter = Float64Array.from(probes, seconds => {
    retention(specimen, { seconds: [seconds - now] })
    const amps = respond(bell)
    now = seconds + bell.width
    return amps
  })
  return { foodBefore, bellBefore, bellPaired, bellAfter }
}
