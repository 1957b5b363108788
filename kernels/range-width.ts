/** Width of the range of a state, 1 (SI) where it has no ends: what is relative to a range is relative to it. */
export function rangeWidth([low, high]: readonly [number, number]): number {
  return Number.isFinite(high - low) ? high - low : 1
}
