import { keptShare } from './drift-kernel.ts'
import type { WeightCells } from './weight-cells.ts'

/** Value of a cell after a while alone; it stays as it is. */
export function relaxedCell(cells: WeightCells, side: 0 | 1, k: number, seconds: number): number {
  const { drift, rest, fading, spread } = cells
  const held = (side === 0 ? cells.plus : cells.minus)[k]
  const time = seconds * (spread?.[side].pace[k] ?? 1)
  // Without parts of its own everything in the cell is of one age.
  if (fading === undefined) return rest + (held - rest) * keptShare(drift, time)
  let lost = 0
  let part = 0
  for (let j = 0; j < drift.rates.length; j++)
    if (drift.rates[j] !== 0) lost -= fading[side][part++][k] * Math.expm1(-drift.rates[j] * time)
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
  const rates = Float64Array.from(drift.rates.filter(rate => rate !== 0))
  const factors = new Float64Array(rates.length)
  const sides = pair ? ([0, 1] as const) : ([0] as const)
  for (const side of sides) {
    const held = side === 0 ? plus : minus
    const parts = fading[side]
    const pace = spread?.[side].pace
    const pulsed = busy?.[side]
    let idle = Number.NaN
    for (let k = 0; k < held.length; k++) {
      const rest = pulsed === undefined ? seconds : Math.max(0, seconds - pulsed[k])
      const own = pace === undefined ? rest : rest * pace[k]
      // Most cells of an update rest equally long.
      if (own !== idle) {
        idle = own
        for (let j = 0; j < factors.length; j++) factors[j] = lostShare(rates[j] * own)
      }
      let lost = 0
      for (let j = 0; j < factors.length; j++) {
        const part = parts[j][k] * factors[j]
        parts[j][k] -= part
        lost += part
      }
      held[k] -= lost
    }
  }
}

/** 1 - e^-x for x of at least 0; by its series where that is as exact, since cells differ and every one asks. */
function lostShare(x: number): number {
  return x < SHORT ? x * (1 - x * (0.5 - x / 6)) : -Math.expm1(-x)
}

/** Below it the fourth term of the series is less than the rounding of the first. */
const SHORT = 1e-5
