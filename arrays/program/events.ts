import type { ReadSettings, WriteSettings } from './program.ts'
import type { RecordRequest } from './record/record-request.ts'

/** A drive of an array for a while: held, or moved in a straight line to another drive of the same lines. */
export interface DriveEvent<Drive> {
  readonly kind: 'drive'
  readonly from: Drive
  /** The drive itself where it is held. */
  readonly to: Drive
  readonly seconds: number
  /** It belongs to the pulse of the drive before, so that nothing is drawn anew. @defaultValue false */
  readonly goesOn?: boolean
}

/** One drive of a read, and the cells that it reads. */
export interface PlayedSelection<Drive> {
  readonly drive: Drive
  /** Flat indices of the cells. */
  readonly cells: readonly number[]
}

/**
 * Events of an array, one after the other. A program is lowered to these once; who plays it on an array, writes its netlist or
 * takes it to an accelerator reads nothing else.
 */
export type ProgramEvent<Drive> =
  | DriveEvent<Drive>
  /** The currents of a read are taken, at one instant. */
  | { readonly kind: 'sense'; readonly step: ReadSettings; readonly selection: PlayedSelection<Drive> }
  /** All cells of a read have been taken. */
  | { readonly kind: 'read'; readonly step: ReadSettings }
  /** The pulses of a write begin and end. */
  | { readonly kind: 'begin-write'; readonly step: WriteSettings }
  | { readonly kind: 'end-write'; readonly step: WriteSettings }
  /** The array is kept as a frame, with what flows under a drive. */
  | { readonly kind: 'frame'; readonly label: string; readonly drive: Drive }
  | { readonly kind: 'begin-record'; readonly request: RecordRequest }
  | { readonly kind: 'end-record'; readonly request: RecordRequest }

/** A drive that is held. */
export function heldDrive<Drive>(drive: Drive, seconds: number): DriveEvent<Drive> {
  return { kind: 'drive', from: drive, to: drive, seconds }
}
