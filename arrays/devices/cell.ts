import { checkOptionKeys, type OptionNames } from '../config/check-option-keys.ts'
import { compileLaws } from './compile-laws.ts'
import type { DeviceModel } from './model.ts'
import { createCellMover } from './move-cell.ts'
import { resolveParameters } from './resolve-parameters.ts'
import { createStorageCell } from './storage-cell.ts'

/** One device wired alone to an ideal voltage source: what the papers measured. */
export interface Cell {
  readonly model: DeviceModel
  /** State values in the model's order. */
  readonly state: Float64Array
  /** Current at `volts` in the present state, A. */
  current(volts: number): number
  /** Difference of the currents at a voltage other than 0 and at 0 V, over that voltage, S. */
  conductance(volts: number): number
  /** Relaxes the state for `seconds` at constant `volts`: exact, whatever the duration. */
  advance(volts: number, seconds: number): void
  /** Moves the voltage linearly; there where a current flows because the voltage moves, or states do not relax. */
  ramp?(fromVolts: number, toVolts: number, seconds: number): void
  /** Back to the initial state. */
  reset(): void
  /** A second cell in the same state. */
  copy(): Cell
}

export interface CellOptions {
  /** Parameters that differ from the model's, by name, SI. */
  readonly parameters?: Readonly<Record<string, number>>
  /** Initial states that differ from the model's, by name. */
  readonly state?: Readonly<Record<string, number>>
}

const CELL_OPTIONS: OptionNames<Required<CellOptions>> = {
  parameters: true,
  state: true,
}

/**
 * Makes one cell of a device.
 * @throws RangeError for an unknown name or a value outside its physical range
 */
export function createCell(model: DeviceModel, options: CellOptions = {}): Cell {
  checkOptionKeys('createCell', options, CELL_OPTIONS)
  if (model.storage !== undefined) return createStorageCell(model, options)
  const { parameters, state: initial } = resolveParameters(model, options)
  const laws = compileLaws(model)
  const columns = parameters.map(value => Float64Array.of(value))
  const state = Float64Array.from(initial)
  const views = initial.map((_, k) => state.subarray(k, k + 1))
  const volts = new Float64Array(1)
  const found = [new Float64Array(1), new Float64Array(1)] as const

  const current = (v: number): number => {
    volts[0] = v
    laws.evaluate(1, volts, views, columns, ...found)
    return found[0][0]
  }
  const mover = createCellMover(model, laws.states, columns, state)
  return {
    model,
    state,
    current,
    conductance: v => (current(v) - (model.returnsCharge === true ? current(0) : 0)) / v,
    advance: mover.hold,
    ...(model.returnsCharge === true || !model.relaxes ? { ramp: mover.ramp } : {}),
    reset: () => state.set(initial),
    copy() {
      const twin = createCell(model, options)
      twin.state.set(state)
      return twin
    },
  }
}
