import type { UpdateCurve } from './update-curve.ts'

/** What a network has to know of the device that holds its weights. Conductances in S; of a storage device volts instead. */
export interface TrainingDevice {
  readonly name: string
  readonly title: string
  readonly citation: string
  /** Fitted to a loop that the device model itself went through. */
  readonly curve: UpdateCurve
  /** Root mean square deviation of the fit over the range. */
  readonly misfit: number
  /** The pulses and reads of that loop, in words. */
  readonly protocol: string
  readonly readVolts: number
  /** Relative standard deviation of a step, where it was measured. */
  readonly stepSpread?: number
  /** Unit of what stores the weight. */
  readonly unit: 'S' | 'V'
  /** Where a cell that is left alone goes. */
  readonly rest: number
  /** Share of the distance from rest that is kept after so many seconds. */
  kept(seconds: number): number
  /** Mean energy of one pulse, J, taken from the supply. */
  readonly raiseJoules: number
  readonly lowerJoules: number
  /** What a pulse of half the amplitude moves, over what a whole one moves; 0 where an access element keeps it away. */
  readonly halfRaise: number
  readonly halfLower: number
  /** Current at v over the current at the read voltage, times the read voltage: v itself for a linear cell. */
  law(volts: number): number
  /** Derivative of it. */
  slope(volts: number): number
  readonly linear: boolean
}
