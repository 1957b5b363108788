import type { Cell } from '../../../arrays/devices/cell.ts'
import type { UpdateCycle } from '../../plasticity/gate-cycles.ts'
import { pulseTrain } from '../../plasticity/pulse-train.ts'

export interface UpdateCycleOptions {
  readonly raise: { readonly volts: number; readonly width: number }
  readonly lower: { readonly volts: number; readonly width: number }
  /** Rest after every pulse, s; the cell is read at its end. */
  readonly rest: number
  /** Pulses of each half. */
  readonly number: number
}

/** Two cycles of potentiation and depression of a two-terminal cell; the second one is settled. */
export function updateCycles(cell: Cell, options: UpdateCycleOptions): UpdateCycle[] {
  const { raise, lower, rest, number } = options
  const read = (): number => {
    cell.advance(0, rest)
    return cell.conductance(cell.model.readVolts)
  }
  const half = (pulse: typeof raise): number[] => {
    const levels = [read()]
    for (let k = 0; k < number; k++) {
      pulseTrain(cell, pulse)
      levels.push(read())
    }
    return levels
  }
  return [0, 1].map(() => ({ up: half(raise), down: half(lower) }))
}
