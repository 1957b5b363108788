import type { UpdateCurve } from './update-curve.ts'
import type { DeviceDrift } from './voltage-drift.ts'

export type WriteDirection = 'raise' | 'lower'

/** Effect on a cell, in mean pulses that raise it and that lower it. */
export interface FeltPulses {
  readonly raise: number
  readonly lower: number
}

/** Effect on cells, for each pulse of lines that do not select them both. */
export interface Disturbance {
  /** Their word line pulses and their bit line does not. */
  readonly word: FeltPulses
  readonly bit: FeltPulses
  /** Neither does. */
  readonly none: FeltPulses
}

/** How unselected lines are biased while cells are written. */
export type WriteBias = 'half' | 'third'

/** Properties of the device that holds the weights of a network. Conductances in S; of a storage device volts instead. */
export interface TrainingDevice extends DeviceDrift {
  readonly name: string
  readonly title: string
  readonly citation: string
  /** Fitted to a loop that the device model itself went through. */
  readonly curve: UpdateCurve
  /** Root mean square deviation of the fit over the range. */
  readonly misfit: number
  /** That loop, what was read before and after each pulse. */
  readonly loop: { readonly up: readonly number[]; readonly down: readonly number[] }
  /** The pulses and reads of that loop, in words. */
  readonly protocol: string
  readonly readVolts: number
  /** Relative standard deviation of a step, where it was measured. */
  readonly stepSpread?: number
  /** Unit of what stores the weight. */
  readonly unit: 'S' | 'V'
  /** From the start of one pulse to that of the next, s. */
  readonly raiseSeconds: number
  readonly lowerSeconds: number
  /** Mean energy of one pulse, J, taken from the supply. */
  readonly raiseJoules: number
  readonly lowerJoules: number
  /** Disturbance of the cells on the lines of a written one, through their access element. */
  disturbance(direction: WriteDirection, bias: WriteBias): Disturbance
  /** Current at v over the current at the read voltage, times the read voltage: v itself for a linear cell. */
  law(volts: number): number
  /** Derivative of it. */
  slope(volts: number): number
  readonly linear: boolean
}

const NOTHING: FeltPulses = { raise: 0, lower: 0 }

/** Cells that an access element keeps apart from the pulses of their neighbours. */
export const UNDISTURBED: Disturbance = { word: NOTHING, bit: NOTHING, none: NOTHING }

/**
 * A change over that of a whole pulse in the same direction: what has moved a cell, in mean pulses.
 * @param raised change by a whole raising pulse
 * @param lowered change by a whole lowering pulse, below 0
 */
export function feltPulses(change: number, raised: number, lowered: number): FeltPulses {
  if (change > 0 && raised > 0) return { raise: change / raised, lower: 0 }
  if (change < 0 && lowered < 0) return { raise: 0, lower: change / lowered }
  return NOTHING
}
