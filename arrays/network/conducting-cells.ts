import type { GridSources } from '../../kernels/kirchhoff.ts'
import type { CellLaws } from './problem.ts'

/**
 * Marks the cells that carry a changing current anywhere between -span and span: 1 where the law has a slope or
 * unequal currents at one of seven voltages. A cell that is flat throughout joins no lines.
 * @param span volts that the sources can put across a cell
 */
export function conductingCells(laws: CellLaws, count: number, span: number): Uint8Array {
  const conducting = new Uint8Array(count)
  const volts = new Float64Array(count)
  const current = new Float64Array(count)
  const slope = new Float64Array(count)
  let first = current
  const probes = laws.linear ? [0] : [-1, -0.5, -0.1, 0, 0.1, 0.5, 1]
  for (const [index, part] of probes.entries()) {
    volts.fill(part * span)
    laws.evaluate(volts, current, slope)
    if (index === 0 && probes.length > 1) first = current.slice()
    // Written so that NaN, an overflow's trace, counts as conducting.
    for (let k = 0; k < count; k++) if (!(slope[k] <= 0 && current[k] === first[k])) conducting[k] = 1
    if (!conducting.includes(0)) break
  }
  return conducting
}

/**
 * The same for a device and an element in series. Where each has a slope at 0 V and carries nothing there, both together conduct: the
 * current could only stay 0 if all volts stood across one of them that carries none. Then no divider has to be found.
 * @param joined makes the two into one law, where that is needed
 */
export function conductingInSeries(
  parts: readonly CellLaws[],
  joined: () => CellLaws,
  count: number,
  span: number,
): Uint8Array {
  const rest = new Float64Array(count)
  const current = new Float64Array(count)
  const slope = new Float64Array(count)
  const everywhere = parts.every(laws => {
    laws.evaluate(rest, current, slope)
    return slope.every(value => value > 0) && current.every(value => value === 0)
  })
  return everywhere ? new Uint8Array(count).fill(1) : conductingCells(joined(), count, span)
}

/** Largest volts between two of the sources, or to ground; 1 V where none has any. */
export function spanOfSources(sources: GridSources): number {
  let low = 0
  let high = 0
  for (const ends of [sources.left, sources.right, sources.top, sources.bottom]) {
    for (const volts of ends.volts) {
      if (volts < low) low = volts
      if (volts > high) high = volts
    }
  }
  return high > low ? high - low : 1
}
