import { requirePositive } from './require-positive.ts'
import type { Specimen } from './specimen.ts'

/**
 * A spike on one terminal: `-level` for `width`, then a tail that starts at `+tail` and falls to 0 in a straight line. The device sees
 * the spike of the presynaptic terminal minus that of the postsynaptic one, so where the tail of the earlier meets the pulse of
 * the later they add: pre before post gives up to `level + tail`, post before pre as much with the other sign.
 */
export interface SpikeShape {
  /** V (or A) */
  readonly level: number
  /** s */
  readonly width: number
  /** V (or A) */
  readonly tail: number
  /** s */
  readonly tailWidth: number
  /** Equal steps that the tail is made of. @defaultValue 16 */
  readonly tailSteps?: number
}

/** Level of a spike `seconds` after its start: 0 before and after it. */
export function spikeLevel(shape: SpikeShape, seconds: number): number {
  const { level, width, tail, tailWidth, tailSteps = 16 } = shape
  if (seconds < 0 || seconds >= width + tailWidth) return 0
  if (seconds < width) return -level
  const step = Math.floor(((seconds - width) / tailWidth) * tailSteps + 1e-9)
  return tail * (1 - (step + 0.5) / tailSteps)
}

/**
 * Applies a pre- and a postsynaptic spike that may overlap. Between the breakpoints of both the level is constant, so
 * each interval is one step.
 * @param delay start of the postsynaptic spike after that of the presynaptic one, s; negative where post comes first
 * @returns seconds from the start of the first spike to the end of the last
 */
export function applySpikePair(specimen: Specimen, shape: SpikeShape, delay: number): number {
  requirePositive('applySpikePair', { width: shape.width, tailWidth: shape.tailWidth })
  const pre = Math.max(0, -delay)
  const post = Math.max(0, delay)
  const times = [...new Set([...breakpoints(shape, pre), ...breakpoints(shape, post)])].sort((a, b) => a - b)
  for (let k = 1; k < times.length; k++) {
    const from = times[k - 1]
    const middle = (from + times[k]) / 2
    const level = spikeLevel(shape, middle - pre) - spikeLevel(shape, middle - post)
    // Where both spikes cancel the pair goes on: that is no rest.
    specimen.advance(level, times[k] - from, true)
  }
  return times.at(-1)! - times[0]
}

function breakpoints({ width, tailWidth, tailSteps = 16 }: SpikeShape, start: number): number[] {
  const tail = Array.from({ length: tailSteps + 1 }, (_, k) => start + width + (tailWidth * k) / tailSteps)
  return [start, ...tail]
}
