import type { PulseTrain } from '../../arrays/devices/model.ts'

/** The array that a device belongs into. */
export type ArrayKind =
  /** Two-terminal memories between word and bit lines. */
  | 'passive'
  /** Three-terminal devices on gate, drain and source lines. */
  | 'gated'
  /** A device without memory in series with cells of 100 kohm and 10 Mohm. */
  | 'selector'

/** Figures of a device, alone and in a square array of its kind. NaN where a figure has no meaning for its kind. */
export interface DeviceComparison {
  readonly device: string
  readonly kind: ArrayKind
  /** Conductance at the read voltage after one write from rest, S; of a selector with 100 kohm. */
  readonly on: number
  /** The same after one erase following it; of a selector with 10 Mohm. */
  readonly off: number
  /** Relative change of a written cell by 1,000 pulses of -V/2 of the write; of a cell beside one that is erased where gates are driven by a current. */
  readonly disturbance: number
  /** Delivered by one write from rest, J. */
  readonly writeJoules: number
  /** Time at 0 V until half of on - off is left, s; Infinity beyond `LONGEST_RETENTION`. */
  readonly retentionSeconds: number
  /** (I_on - I_off)/I_on of the farthest cell of the array, all others on. */
  readonly readMargin: number
  /** Change of the conductance of that cell by one write through the array, over the change by one write alone. */
  readonly written: number
  /** Reasons why it does not work there; none where it does. */
  readonly obstacles: readonly string[]
}

/** Seconds of a write, its pulses without pauses. */
export function lengthOf({ width, number }: PulseTrain): number {
  return width * number
}

/** Pulses that disturb. */
export const DISTURBING = 1000
/** Ohms of a wire segment. */
export const WIRE = 1
/** A margin above it and changes below it are called working. */
const SHARE = 0.1

/** A comparison with what keeps the device from working. */
export function judge(figures: Omit<DeviceComparison, 'obstacles'>): DeviceComparison {
  const { on, off, disturbance, readMargin, written } = figures
  const obstacles: string[] = []
  if (!(on / off > 1 + SHARE)) obstacles.push('on/off')
  // A device without memory has nothing to disturb, and one that rests where a write leads nothing to write.
  if (Math.abs(disturbance) > SHARE) obstacles.push('disturbance')
  // Above 1 the current of a cell that is off runs the other way.
  if (!(readMargin >= SHARE && readMargin <= 1)) obstacles.push('margin')
  if (Number.isFinite(written) && !(Math.abs(written - 1) <= SHARE)) obstacles.push('write through the wires')
  return { ...figures, obstacles }
}
