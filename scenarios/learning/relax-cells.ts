import type { WeightCells } from './weight-cells.ts'

/** Value of a cell after a while alone; it stays as it is. */
export function relaxedCell(cells: WeightCells, side: 0 | 1, k: number, seconds: number): number {
  const { drift, rest, fading, spread } = cells
  const held = (side === 0 ? cells.plus : cells.minus)[k]
  const time = seconds * (spread?.[side].pace[k] ?? 1)
  let lost = 0
  let part = 0
  for (let j = 0; j < drift.rates.length; j++) {
    if (drift.rates[j] === 0) continue
    // Without parts of its own everything in the cell is of one age.
    const fades = fading === undefined ? drift.shares[j] * (held - rest) : fading[side][part++][k]
    lost -= fades * Math.expm1(-drift.rates[j] * time)
  }
  return held - lost
}

/** Adds what a write has changed to the parts that will be forgotten. */
export function deposit({ drift, fading }: WeightCells, side: 0 | 1, k: number, change: number): void {
  if (fading === undefined) return
  let part = 0
  for (let j = 0; j < drift.rates.length; j++)
    if (drift.rates[j] !== 0) fading[side][part++][k] += drift.shares[j] * change
}

/**
 * Time passes: each cell relaxes for as long as it is not pulsed, since its update curve has the rest between pulses in it.
 * @param seconds that the update takes
 * @param busy seconds that each plus and each minus cell is pulsed; left out, none is
 */
export function relaxCells(
  cells: WeightCells,
  seconds: number,
  busy?: readonly [Float64Array, Float64Array],
): void {
  const { drift, fading, spread, pair, plus, minus } = cells
  if (fading === undefined || fading[0].length === 0 || !(seconds > 0)) return
  const rates = drift.rates.filter(rate => rate !== 0)
  const sides = pair ? ([0, 1] as const) : ([0] as const)
  for (const side of sides) {
    const held = side === 0 ? plus : minus
    let idle = Number.NaN
    let factors: readonly number[] = []
    for (let k = 0; k < held.length; k++) {
      const own = Math.max(0, seconds - (busy?.[side][k] ?? 0)) * (spread?.[side].pace[k] ?? 1)
      // Most cells of an update rest equally long.
      if (own !== idle) {
        idle = own
        factors = rates.map(rate => -Math.expm1(-rate * own))
      }
      for (let j = 0; j < rates.length; j++) {
        const lost = fading[side][j][k] * factors[j]
        fading[side][j][k] -= lost
        held[k] -= lost
      }
    }
  }
}
