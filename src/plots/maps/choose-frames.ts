/**
 * Frames to show where all are too many: the first, the last and others evenly between.
 * @param count frames there are
 * @param limit frames there is room for, at least 2
 * @returns indices, ascending
 */
export function chooseFrames(count: number, limit: number): number[] {
  const shown = Math.min(count, limit)
  if (shown === 1) return [0]
  return Array.from({ length: shown }, (_, k) => Math.round((k * (count - 1)) / (shown - 1)))
}
