/** The drive of a device: its voltage, its current, or the voltage or current of its gate. */
export type MeasuredDrive = 'voltage' | 'current' | 'gate voltage' | 'gate current'

/** Responses that were read at a voltage of their own, between pulses or rests. */
export interface MeasuredReads {
  /** Of each read, V. */
  readonly volts: number
  /** At 0 V after each pulse, s; part of the time between two rows. */
  readonly pauseSeconds: number
  /** Pulses between each row and the one before; 0 or less than 1 for a part of one. */
  readonly pulses: Float64Array
  /** The pulses of the rows that are driven at their volts; none of a retention. */
  readonly forms: readonly PulseForm[]
}

/** One kind of pulse. */
export interface PulseForm {
  readonly direction: 'up' | 'down'
  readonly volts: number
  /** s. */
  readonly width: number
}

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
  /** Where the response was not taken at the drive. */
  readonly reads?: MeasuredReads
  /** Not 0 in rows in which the instrument held the current of the response: the voltage is what the device answered. */
  readonly limited?: Uint8Array
}

export interface UnderstoodMeasurement {
  readonly measurement: Measurement
  /** How the file was read, in one line. */
  readonly understood: string
}
