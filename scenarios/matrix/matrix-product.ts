import type { Plane } from '../../arrays/plane.ts'
import type { ProductError } from './product-error.ts'
import type { SolverSummary } from './solver-tally.ts'

/** How numbers become conductances and volts. */
export interface MatrixScaling {
  readonly device: string
  /** Largest |weight| and |input|. */
  readonly weightRange: number
  readonly inputRange: number
  /** S and V. */
  readonly low: number
  readonly high: number
  readonly read: number
  /** Output for an ampere of the lowest slice of a matrix without slices and streams. */
  readonly outputPerAmpere: number
}

/** Outputs of some vectors. */
export interface MatrixProduct {
  /** [vectors, outputs] */
  readonly outputs: Plane
  /** Inputs times weights in float64. */
  readonly ideal: Plane
  readonly error: ProductError
  readonly scaling: MatrixScaling
  /** Numbers beyond their range. */
  readonly clipped: { readonly weights: number; readonly inputs: number; readonly currents: number }
  /** Largest current that the ADC took, A. */
  readonly adcRange?: number
  readonly solver: SolverSummary
}

/** Where the error of some vectors comes from, and what they take. */
export interface MatrixSurvey {
  /**
   * Of each slice [word lines, bit lines of all crossbars beside each other]: root mean square over the vectors of each cell's
   * current with wires less without, in the unit of the outputs.
   */
  readonly errorMaps: readonly Plane[]
  /** How often lines settle for a vector: once, or for each bit of streamed inputs. */
  readonly turns: number
  /** Mean over the vectors of the power while each drive stands, summed over the drives of streamed inputs, W. */
  readonly power: { readonly delivered: number; readonly cells: number; readonly wires: number }
}
