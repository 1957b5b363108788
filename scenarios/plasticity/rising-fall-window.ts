import type { SweepCycle } from './voltage-sweep.ts'

/**
 * The voltages between which the magnitude of the current falls while that of the voltage rises: a window of negative
 * differential resistance. The widest one of the cycle. Its ends lie at the peak and in the valley of the parabola through the
 * points around them.
 * @returns its two ends, V, the smaller magnitude first; undefined where the current never falls
 */
export function risingFallWindow(cycle: SweepCycle): readonly [number, number] | undefined {
  const { volts, amps } = cycle
  let widest: readonly [number, number] | undefined
  let start: number | undefined
  for (let k = 1; k < volts.length; k++) {
    const outwards = Math.abs(volts[k]) > Math.abs(volts[k - 1]) && volts[k] * volts[k - 1] >= 0
    const falls = outwards && Math.abs(amps[k]) < Math.abs(amps[k - 1])
    if (!falls) start = undefined
    else {
      start ??= k - 1
      if (widest === undefined || width(volts, start, k) > width(volts, ...widest)) widest = [start, k]
    }
  }
  if (widest === undefined) return undefined
  return [extremum(cycle, widest[0]), extremum(cycle, widest[1])]
}

function width(volts: Float64Array, from: number, to: number): number {
  return Math.abs(volts[to] - volts[from])
}

/** Voltage at which the parabola through a point and its neighbours is level; the point itself where the sweep turns. */
function extremum({ volts, amps }: SweepCycle, k: number): number {
  const [a, b, c] = [volts[k - 1], volts[k], volts[k + 1]]
  if (a === undefined || c === undefined || (c - b) * (b - a) <= 0) return b
  const [left, right] = [(amps[k] - amps[k - 1]) / (b - a), (amps[k + 1] - amps[k]) / (c - b)]
  return (a + b) / 2 + ((left / (left - right)) * (c - a)) / 2
}
