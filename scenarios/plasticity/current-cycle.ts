import type { StorageCell } from '../../arrays/devices/storage-cell.ts'
import { currentPulses } from './current-pulses.ts'

export interface CurrentCycleOptions {
  /** Amplitude of the potentiating pulses, A; the depressing ones have the opposite sign. */
  readonly amps: number
  /** Duration of a pulse, s. */
  readonly width: number
  /** Start of a pulse to the start of the next, s; longer than the width. */
  readonly period: number
  /** Pulses of each half. */
  readonly number: number
}

/** Weights, V, at the end of every period. */
export interface CurrentCycle {
  readonly up: Float64Array
  readonly down: Float64Array
}

/**
 * Potentiates a cell by equal current pulses and depresses it by as many of the opposite sign; the weight is the voltage
 * without current at the end of each period.
 * @throws RangeError for numbers that are not positive or a period shorter than a pulse
 */
export function currentCycle(cell: StorageCell, options: CurrentCycleOptions): CurrentCycle {
  const { amps, width, period, number } = options
  const pulses = { width, interval: period - width, number }
  const up = currentPulses(cell, { ...pulses, amps }).periodVolts
  const down = currentPulses(cell, { ...pulses, amps: -amps }).periodVolts
  return { up, down }
}
