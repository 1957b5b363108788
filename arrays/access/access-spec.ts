import type { Diodes } from './diode.ts'
import type { OneSidedSelectors } from './one-sided-selector.ts'
import type { Transistors } from './transistor.ts'

/** The element in series with every device of an array. */
export type AccessSpec =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'resistor'
      /** N*M values, or one for all cells. */
      readonly ohms: Float64Array
    }
  | {
      /** Conducts in both directions: I = saturation sinh(v / scale). */
      readonly kind: 'selector'
      readonly saturation: number
      readonly scale: number
    }
  | ({ readonly kind: 'oneSidedSelector' } & OneSidedSelectors)
  | ({ readonly kind: 'diode' } & Diodes)
  /** Its gate is at `gateVolts` (N*M values) while its word line is addressed and else at 0 V. */
  | ({ readonly kind: 'transistor' } & Transistors)
