import type { CellOptions } from './cell.ts'
import { compileGatedLaws } from './compile-gated-laws.ts'
import type { CompiledLaws, LawArgument } from './compile-laws.ts'
import type { GatedDeviceModel } from './gated-model.ts'
import { gatedIncrements, moveGatedStates } from './relax-gated-states.ts'
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
  const current = (path: CompiledLaws, volts: number): number => currentOf(path, volts, views, columns)
  return {
    model,
    state,
    current: volts => current(laws.channel, volts),
    conductance: () => current(laws.channel, model.readVolts) / model.readVolts,
    gateCurrent: volts => current(laws.gate, volts),
    advance(control, seconds) {
      const increments = gatedIncrements(model, 1, Float64Array.of(control), seconds, columns, views)
      moveGatedStates(model, increments, views, views)
    },
    reset: () => state.set(initial),
    copy() {
      const twin = createGatedCell(model, options)
      twin.state.set(state)
      return twin
    },
  }
}

function currentOf(
  path: CompiledLaws,
  volts: number,
  states: readonly LawArgument[],
  parameters: readonly LawArgument[],
): number {
  const amps = new Float64Array(1)
  path.evaluate(1, Float64Array.of(volts), states, parameters, amps, new Float64Array(1))
  return amps[0]!
}
