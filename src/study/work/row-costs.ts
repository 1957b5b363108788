/** How the rows of a study are computed. */
export type RowKind = 'isolated' | 'crossbar'

/** Time of a row with an array of some size. */
export interface TriedSize {
  readonly cells: number
  readonly seconds: number
}

/**
 * Power of the cells that the work of a row goes by: cells wired alone are worked on one after the other; in a crossbar pulses go as
 * lines times cells, 1.5, and reads of every cell as their square.
 */
const POWER: Readonly<Record<RowKind, number>> = { isolated: 1, crossbar: 1.6 }
/** Of the time of a row, the least and the most that grows with the work; the rest is the same for any size. */
const GROWS = [0.3, 1] as const
/** Sizes that differ by less tell nothing of it. */
const LEVER = 1.5

/**
 * Seconds of a row from those of other sizes: between two tried sizes in a straight line over the work, and beyond by what the work
 * added between the smallest and the largest.
 * @param tried by their cells, ascending, at least one
 */
export function secondsOfRow(tried: readonly TriedSize[], cells: number, kind: RowKind): number {
  const work = (size: number): number => size ** POWER[kind]
  const after = tried.findIndex(size => size.cells >= cells)
  if (after > 0) {
    const [from, to] = [tried[after - 1], tried[after]]
    const place = (work(cells) - work(from.cells)) / (work(to.cells) - work(from.cells))
    return from.seconds + place * (to.seconds - from.seconds)
  }
  const [first, last] = [tried[0], tried[tried.length - 1]]
  const whole = last.seconds / work(last.cells)
  const [least, most] = GROWS
  const seen =
    last.cells < LEVER * first.cells
      ? ((least + most) / 2) * whole
      : (last.seconds - first.seconds) / (work(last.cells) - work(first.cells))
  const each = Math.min(most * whole, Math.max(least * whole, seen))
  const known = after === 0 ? first : last
  return Math.max(known.seconds + each * (work(cells) - work(known.cells)), 0.1 * known.seconds)
}
