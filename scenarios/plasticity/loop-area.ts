import type { SweepCycle } from './voltage-sweep.ts'

/**
 * Area of a current-voltage loop, V A, by the trapezoid rule: the integral of I dV along the path. Positive where the
 * current of the way back lies below that of the way out at positive voltages.
 */
export function loopArea(cycle: SweepCycle): number {
  const { volts, amps } = cycle
  let area = 0
  for (let k = 1; k < volts.length; k++) area += ((amps[k] + amps[k - 1]) / 2) * (volts[k] - volts[k - 1])
  return area
}

/**
 * Area that a loop encloses at positive and at negative voltages together, V A: the lobes of a pinched loop of a bipolar device run in
 * opposite senses and would cancel in `loopArea`.
 */
export function enclosedArea({ volts, amps }: SweepCycle): number {
  let [above, below] = [0, 0]
  for (let k = 1; k < volts.length; k++) {
    const part = ((amps[k] + amps[k - 1]) / 2) * (volts[k] - volts[k - 1])
    if (volts[k] + volts[k - 1] >= 0) above += part
    else below += part
  }
  return Math.abs(above) + Math.abs(below)
}
