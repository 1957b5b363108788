/**
 * What an array does beyond what is known of it: 0 at the start of a segment, given in its middle and at its end. A part of it is made by
 * the active cells, as the square of how far they have gone, which may be early in the segment; the rest goes on with time.
 */
export interface Drift {
  /** Of what is there at the end: with the square of the progress, with time, with the square of time. */
  readonly bent: number
  readonly even: number
  readonly curved: number
}

/** Progress whose square in the middle is nearer to half of that at the end cannot be told from time. */
const TOLD_APART = 0.2

/** @param progress of the active cells in the middle over that at the end */
export function driftThrough(middle: number, end: number, progress: number): Drift {
  const early = progress * progress - 0.5
  // So also where they turned back: no drift grows beyond what is seen.
  if (!(early > TOLD_APART && progress < 2))
    return { bent: 0, even: 4 * middle - end, curved: 2 * end - 4 * middle }
  const bent = (middle - end / 2) / early
  return { bent, even: end - bent, curved: 0 }
}

/** @param place in the segment, 0 to 1 @param square of the progress */
export function driftAt({ bent, even, curved }: Drift, place: number, square: number): number {
  return bent * square + place * (even + curved * place)
}

/** Mean over the segment. @param square mean of the squared progress */
export function meanDrift({ bent, even, curved }: Drift, square: number): number {
  return bent * square + even / 2 + curved / 3
}

/** The largest part of some drifts that goes with the square of the progress, over the largest drift at the end; at most 2. */
export function bentShare(drifts: readonly Drift[]): number {
  let [bent, most] = [0, 0]
  for (const drift of drifts) {
    bent = Math.max(bent, Math.abs(drift.bent))
    most = Math.max(most, Math.abs(driftAt(drift, 1, 1)))
  }
  return bent > 2 * most ? 2 : bent / Math.max(most, Number.MIN_VALUE)
}
