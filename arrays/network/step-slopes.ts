import { largestOf } from './balance.ts'
import { conductingCells } from './conducting-cells.ts'
import type { CellLaws } from './problem.ts'

/** S; a slope below it is an underflow. */
const DEAD_SLOPE = 1e-300

/** Makes slopes of cells fit for a Newton step. */
export interface StepSlopes {
  /**
   * A law may be flat where it is looked at (a transistor off, an underflow) although its cell conducts elsewhere. A little
   * slope keeps the step finite; the line search sees to its length.
   */
  keepAlive(volts: Float64Array, slopes: Float64Array): void
  /**
   * Raises slopes to current over voltage. A saturated cell far from where its line belongs is flat there and steep on the
   * way back: its slope sends the step beyond all bounds, its chord sends it home. Convergence is slower, but sure.
   */
  raiseToChords(volts: Float64Array, currents: Float64Array, slopes: Float64Array): void
}

/** @param span volts that the sources can put across a cell */
export function stepSlopes(laws: CellLaws, count: number, span: number): StepSlopes {
  let conducting: Uint8Array | undefined
  return {
    keepAlive(volts, slopes) {
      let least = Infinity
      let dead = false
      for (let k = 0; k < count; k++) {
        if (!(slopes[k] > DEAD_SLOPE)) dead = true
        else if (slopes[k] < least) least = slopes[k]
      }
      if (!dead) return
      conducting ??= conductingCells(laws, count, Math.max(largestOf(volts), span))
      const floor = least < Infinity ? least * 1e-3 : 1e-15
      for (let k = 0; k < count; k++)
        if (!(slopes[k] > DEAD_SLOPE)) slopes[k] = conducting[k] === 1 ? floor : 0
    },
    raiseToChords(volts, currents, slopes) {
      for (let k = 0; k < count; k++) {
        const chord = Math.abs(currents[k] / volts[k])
        if (chord > slopes[k] && chord < Infinity) slopes[k] = chord
      }
    },
  }
}
