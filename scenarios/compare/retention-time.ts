/** A cell that can be left alone. */
interface LeftCell {
  advance(control: number, seconds: number): void
  conductance(volts: number): number
  copy(): LeftCell
}

/** Longer is not told apart, s. */
export const LONGEST_RETENTION = 1e8
const SHORTEST = 1e-12

/**
 * Time at 0 V until a cell's conductance falls to a level, s: found by doubling and bisection to 1e-3 of it.
 * @param cell not changed
 * @param level S
 * @returns Infinity where it takes longer than `LONGEST_RETENTION`, 0 where it is there already
 */
export function retentionTime(cell: LeftCell, level: number, readVolts: number): number {
  const fallen = (seconds: number): boolean => {
    const twin = cell.copy()
    twin.advance(0, seconds)
    return !(twin.conductance(readVolts) > level)
  }
  if (fallen(0)) return 0
  if (!fallen(LONGEST_RETENTION)) return Number.POSITIVE_INFINITY
  let [low, high] = [SHORTEST, LONGEST_RETENTION]
  while (high / low > 1.001) {
    const middle = Math.sqrt(low * high)
    if (fallen(middle)) high = middle
    else low = middle
  }
  return high
}
