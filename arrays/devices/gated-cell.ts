import type { CellOptions } from './cell.ts'
import { compileGatedLaws, type PathLoop } from './compile-laws.ts'
import type { GatedDeviceModel } from './gated-model.ts'
import { createCellMover } from './move-cell.ts'
import { resolveParameters } from './resolve-parameters.ts'

/** One three-terminal device alone, its gate, drain and source at ideal sources: what the papers measured. */
export interface GatedCell {
  readonly model: GatedDeviceModel
  /** State values in the model's order. */
  readonly state: Float64Array
  /** Drain-source current at `volts`, A. */
  current(volts: number): number
  /** Drain-source current over voltage at the read voltage, S. */
  conductance(): number
  /** Current through the gate stack at gate-source `volts`, A. */
  gateCurrent(volts: number): number
  /** Relaxes the state for `seconds` at a constant gate voltage or current, as the model is controlled. */
  advance(control: number, seconds: number): void
  /** Back to the initial state. */
  reset(): void
  /** A second cell in the same state. */
  copy(): GatedCell
}

/**
 * Makes one three-terminal device.
 * @throws RangeError for an unknown name or a value outside its physical range
 */
export function createGatedCell(model: GatedDeviceModel, options: CellOptions = {}): GatedCell {
  const { parameters, state: initial } = resolveParameters(model, options)
  const laws = compileGatedLaws(model)
  const columns = parameters.map(value => Float64Array.of(value))
  const state = Float64Array.from(initial)
  const views = initial.map((_, k) => state.subarray(k, k + 1))
  const current = (path: PathLoop, volts: number): number => {
    const amps = new Float64Array(1)
    path(1, Float64Array.of(volts), views, columns, amps, new Float64Array(1))
    return amps[0]
  }
  return {
    model,
    state,
    current: volts => current(laws.evaluate, volts),
    conductance: () => current(laws.evaluate, model.readVolts) / model.readVolts,
    gateCurrent: volts => current(laws.gate, volts),
    advance: createCellMover(model, laws.states, columns, state).hold,
    reset: () => state.set(initial),
    copy() {
      const twin = createGatedCell(model, options)
      twin.state.set(state)
      return twin
    },
  }
}
