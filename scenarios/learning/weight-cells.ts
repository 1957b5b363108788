import type { DriftKernel } from './drift-kernel.ts'
import type { CurveMoves, UpdateCurve } from './update-curve.ts'

/** How the cells of one kind differ from each other; absent where all are alike. */
export interface CellSpread {
  /** Of the conductance, and of the range above its low end. */
  readonly factor: Float64Array
  readonly range: Float64Array
  /** Mean pulses that one pulse is worth. */
  readonly raise: Float64Array
  readonly lower: Float64Array
  /** How fast it forgets. */
  readonly pace: Float64Array
}

/** Fault of a cell: none, stuck at the low or the high end, open, short. */
export const FAULT = { none: 0, low: 1, high: 2, open: 3, short: 4 } as const

/** Changes that are being forgotten, by cell; what is left of them is in the conductance. */
export type Fading = readonly Float64Array[]

/** The weights of a layer as cells, [inputs][outputs] row-major. Pairs of arrays: plus and minus cells. */
export interface WeightCells {
  readonly inputs: number
  readonly outputs: number
  /** Values of the cells after their last write: S, or V of a storage device. */
  readonly plus: Float64Array
  /** The other cell of each pair; where one reference serves all weights, filled with it. */
  readonly minus: Float64Array
  readonly spread?: readonly [CellSpread, CellSpread]
  /** Faults; absent where no cell has one. */
  readonly faults?: readonly [Uint8Array, Uint8Array]
  /** One plane for each decaying part of `drift`; absent where time stands still. */
  readonly fading?: readonly [Fading, Fading]
  /** Whether there is a pair. */
  readonly pair: boolean
  /** Curve that updates follow. */
  readonly curve: UpdateCurve
  readonly moves: CurveMoves
  readonly drift: DriftKernel
  /** Where a cell that is left alone goes. */
  readonly rest: number
  /** Weight of a unit of difference. */
  readonly scale: number
  /** Change of a weight by a mean pulse (of each cell of a pair). */
  readonly step: number
}
