/** What drives a device: its voltage, its current, or the voltage or current of its gate. */
export type MeasuredDrive = 'voltage' | 'current' | 'gate voltage' | 'gate current'

/** A measured run. Row k: the drive has been applied since row k - 1, and the response was taken at the end of it. SI. */
export interface Measurement {
  readonly file: string
  readonly seconds: Float64Array
  readonly drive: Float64Array
  /** NaN where nothing was measured. */
  readonly response: Float64Array
  readonly driveKind: MeasuredDrive
  /** A, or V where a current drives the device itself. */
  readonly responseUnit: 'A' | 'V'
}
