import type { ClaimRun } from '../claims/claim-run.ts'
import type { Ranges } from './claim-holds.ts'
import type { Values } from './fit-parameters.ts'

/** A published number: a claim and which of its values, "C01.0". */
export type NumberKey = string

/** A device whose parameters were fitted to numbers. */
export interface FittedDevice {
  readonly name: string
  /** The fitted parameters, by hand or rounded to one digit: where a refit starts. */
  readonly guess: Readonly<Values>
  /** The same as they are stored: a set that meets all numbers. */
  readonly stored: Readonly<Values>
  /** Parameters that no number sets, as they are stored: kept by a refit, free where a range is looked for. */
  readonly assumed: Readonly<Values>
  readonly claims: (values: Values) => readonly ClaimRun[]
  readonly ranges: Ranges
  /** Of each fit. */
  readonly iterations: number
  /** Pulls of a prediction in one direction, each from where the best before ended: as many as take some minutes. */
  readonly rounds: number
  /** Numbers that are fitted. Other claims with a range, and the trends, only have to hold. */
  readonly fitted: readonly NumberKey[]
  /** Numbers left out together: the one that is predicted first, then those that say the same (a ratio with it). */
  readonly leave: readonly (readonly NumberKey[])[]
  /** Predictions that no number holds: over all sets that meet every number. */
  readonly beyond?: readonly { readonly what: string; readonly unit: string; run(values: Values): number }[]
}
