import type { SweepCycle } from './voltage-sweep.ts'

/**
 * The voltages between which the magnitude of the current falls while that of the voltage rises: a window of negative
 * differential resistance. The widest one of the cycle.
 * @returns its two ends, V, the smaller magnitude first; undefined where the current never falls
 */
export function risingFallWindow({ volts, amps }: SweepCycle): readonly [number, number] | undefined {
  let widest: readonly [number, number] | undefined
  let start: number | undefined
  for (let k = 1; k < volts.length; k++) {
    const outwards = Math.abs(volts[k]!) > Math.abs(volts[k - 1]!) && volts[k]! * volts[k - 1]! >= 0
    const falls = outwards && Math.abs(amps[k]!) < Math.abs(amps[k - 1]!)
    if (!falls) start = undefined
    else {
      start ??= volts[k - 1]!
      const wide = Math.abs(volts[k]! - start)
      if (widest === undefined || wide > Math.abs(widest[1] - widest[0])) widest = [start, volts[k]!]
    }
  }
  return widest
}
