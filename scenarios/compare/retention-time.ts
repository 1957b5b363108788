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
 * Time at 0 V until a cell's conductance falls to a level, s: followed from decade to decade, then found by bisection to 1e-3 of it.
 * @param cell not changed
 * @param level S
 * @returns Infinity where it takes longer than `LONGEST_RETENTION`, 0 where it is there already
 */
export function retentionTime(cell: LeftCell, level: number, readVolts: number): number {
  const fallen = (left: LeftCell): boolean => !(left.conductance(readVolts) > level)
  const after = (left: LeftCell, seconds: number): LeftCell => {
    const twin = left.copy()
    twin.advance(0, seconds)
    return twin
  }
  if (fallen(cell)) return 0
  // A segment that is 1e20 times as long as the fastest change in it has no steps that fit both.
  let [time, left] = [0, cell]
  for (let next = SHORTEST; next <= LONGEST_RETENTION * 1.000001; next *= 10) {
    const then = after(left, next - time)
    if (fallen(then)) return bisect(time, next)
    time = next
    left = then
  }
  return Number.POSITIVE_INFINITY

  function bisect(from: number, to: number): number {
    let [low, high] = [Math.max(from, SHORTEST / 10), to]
    while (high / low > 1.001) {
      const middle = Math.sqrt(low * high)
      if (fallen(after(left, middle - from))) high = middle
      else low = middle
    }
    return high
  }
}
