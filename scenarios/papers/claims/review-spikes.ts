import type { Cell } from '../../../arrays/devices/cell.ts'

/** A spike of ours: a flat lobe, then a tail of the other sign that fades straight to 0. */
export interface Spike {
  /** Height of the lobe, V. */
  readonly lobeVolts: number
  readonly lobeSeconds: number
  /** Size of the tail at its start, V. */
  readonly tailVolts: number
  readonly tailSeconds: number
}

const STEPS_A_LOBE = 20

/**
 * Gives one spike to the top electrode (presynaptic) and one to the bottom electrode (postsynaptic) of a two-terminal
 * cell. Each alone stays below what moves the ions; where they overlap, the lobe of the later one adds to the tail of the earlier one.
 * @param delay start of the postsynaptic minus that of the presynaptic spike, s
 */
export function spikePair(cell: Cell, pre: Spike, post: Spike, delay: number): void {
  const step = Math.min(pre.lobeSeconds, post.lobeSeconds) / STEPS_A_LOBE
  const from = Math.min(0, delay)
  const end = Math.max(length(pre), delay + length(post))
  const steps = Math.round((end - from) / step)
  for (let k = 0; k < steps; k++) {
    const time = from + (k + 0.5) * step
    cell.advance(spikeVolts(pre, time) - spikeVolts(post, time - delay), step)
  }
}

function length({ lobeSeconds, tailSeconds }: Spike): number {
  return lobeSeconds + tailSeconds
}

function spikeVolts({ lobeVolts, lobeSeconds, tailVolts, tailSeconds }: Spike, time: number): number {
  if (time < 0 || time >= lobeSeconds + tailSeconds) return 0
  if (time < lobeSeconds) return lobeVolts
  return -tailVolts * (1 - (time - lobeSeconds) / tailSeconds)
}
