import { deposit } from './relax-cells.ts'
import type { WeightCells } from './weight-cells.ts'

/** Pulses that an update took, all cells counted. */
export interface UpdatePulses {
  readonly raised: number
  readonly lowered: number
}

/** No pulses yet. */
export const NO_PULSES: UpdatePulses = { raised: 0, lowered: 0 }

/** Gives cells pulses along their own curves. */
export interface CellMover {
  /** @param number of whole pulses on the cell, fractions allowed */
  pulse(side: 0 | 1, k: number, up: boolean, number: number): void
  /** Disturbance of a cell, in mean pulses: it counts as no pulse and has no write noise of its own. */
  disturb(side: 0 | 1, k: number, up: boolean, number: number): void
  readonly pulses: UpdatePulses
}

/** Where a cell is after so many pulses on it, without noise. */
export function movedCell(cells: WeightCells, side: 0 | 1, k: number, up: boolean, number: number): number {
  const { moves, spread } = cells
  const from = (side === 0 ? cells.plus : cells.minus)[k]
  const own = spread?.[side]
  return up ? moves.up(from, number * (own?.raise[k] ?? 1)) : moves.down(from, number * (own?.lower[k] ?? 1))
}

/**
 * @param writeNoise standard deviation of a change over the change
 * @param draw uniform numbers of the noise
 */
export function createMover(cells: WeightCells, writeNoise: number, draw: () => number): CellMover {
  const { curve, plus, minus } = cells
  const pulses = { raised: 0, lowered: 0 }
  const move = (side: 0 | 1, k: number, up: boolean, number: number, noise: number): void => {
    const held = side === 0 ? plus : minus
    const from = held[k]
    let to = movedCell(cells, side, k, up, number)
    if (noise !== 0) {
      const standard = Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
      to = Math.max(curve.low, Math.min(curve.high, from + (to - from) * (1 + noise * standard)))
    }
    held[k] = to
    deposit(cells, side, k, to - from)
  }
  return {
    pulse(side, k, up, number) {
      move(side, k, up, number, writeNoise)
      if (up) pulses.raised += number
      else pulses.lowered += number
    },
    disturb(side, k, up, number) {
      move(side, k, up, number, 0)
    },
    pulses,
  }
}
