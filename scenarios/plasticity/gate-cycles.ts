import type { GatedCell } from '../../arrays/devices/gated-cell.ts'
import { gatePulseTrain } from './gate-pulse-train.ts'
import { requirePositive } from './require-positive.ts'

/** Rest between gate pulses in units of their width, where none is asked for. */
export const GATE_REST_WIDTHS = 10

export interface GateCycleOptions {
  /** @defaultValue 2; the first one brings the device into its cycle */
  readonly cycles?: number
  /** Pulses of each half. @defaultValue those that the paper counted */
  readonly number?: number
  /** Rest after every pulse in units of its width. @defaultValue GATE_REST_WIDTHS */
  readonly restWidths?: number
}

/** One cycle of potentiation and depression: conductances read before each half and after each of its pulses, S. */
export interface UpdateCycle {
  readonly up: readonly number[]
  readonly down: readonly number[]
}

/** Potentiation and depression with the pulses of the device's paper, cycle after cycle. */
export function gateCycles(cell: GatedCell, options: GateCycleOptions = {}): UpdateCycle[] {
  const { raise, lower } = cell.model.pulses
  const { cycles = 2, number, restWidths = GATE_REST_WIDTHS } = options
  requirePositive('gateCycles', { cycles })
  const half = (pulse: typeof raise): number[] => {
    const train = gatePulseTrain(cell, {
      amplitude: pulse.amplitude,
      width: pulse.width,
      rest: restWidths * pulse.width,
      number: number ?? pulse.number,
    })
    return [train.initial, ...train.levels]
  }
  return Array.from({ length: cycles }, () => ({ up: half(raise), down: half(lower) }))
}
