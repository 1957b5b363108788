import type { Reached } from '../../arrays/devices/measured-limits.ts'
import type { FreshSpecimen, Specimen } from './specimen.ts'

/** Specimens of a protocol, and how far the one that went farthest was taken. */
export interface WatchedSpecimens {
  readonly fresh: FreshSpecimen
  reached(): Omit<Reached, 'temperature'>
}

/** State values by name, where a specimen shows them. */
type Shown = Specimen & { readonly state?: Float64Array }

/**
 * Keeps count of what a protocol does to its specimens.
 * @param states names of the states of the device, in its order
 * @returns specimens that throw a RangeError where a level leaves no finite state
 */
export function watchSpecimens(fresh: FreshSpecimen, states: readonly string[]): WatchedSpecimens {
  let [seconds, pulses] = [0, 0]
  const ends = states.map((): [number, number] => [0, 0])
  const watch = (specimen: Shown, from: { seconds: number; pulses: number; level: number }): Specimen => {
    const so = { ...from }
    const after = (level: number, time: number): void => {
      so.seconds += time
      // A sweep is one pulse from 0 to 0.
      if (level !== 0 && so.level === 0) so.pulses++
      so.level = level
      seconds = Math.max(seconds, so.seconds)
      pulses = Math.max(pulses, so.pulses)
      specimen.state?.forEach((value, s) => {
        if (!Number.isFinite(value)) {
          throw new RangeError(
            `${specimen.model.name}: found no finite state after ${level} for ${time} s; expected a level nearer to those it was measured at`,
          )
        }
        if (s >= ends.length) return
        ends[s][0] = Math.min(ends[s][0], value)
        ends[s][1] = Math.max(ends[s][1], value)
      })
    }
    const { ramp, energy } = specimen
    return {
      model: specimen.model,
      current: level => specimen.current(level),
      advance: (level, time, addressed) => {
        specimen.advance(level, time, addressed)
        after(level, time)
      },
      ...(ramp === undefined
        ? {}
        : {
            ramp: (start: number, end: number, time: number) => {
              ramp.call(specimen, start, end, time)
              after(end, time)
            },
          }),
      ...(energy === undefined
        ? {}
        : { energy: (level: number, time: number) => energy.call(specimen, level, time) }),
      copy: () => watch(specimen.copy(), so),
    }
  }
  return {
    fresh: () => watch(fresh(), { seconds: 0, pulses: 0, level: 0 }),
    reached: () => ({
      seconds,
      pulses,
      states: Object.fromEntries(states.map((name, s) => [name, [...ends[s]] as const])),
    }),
  }
}
