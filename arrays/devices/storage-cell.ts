import { OptionError } from '../errors.ts'
import type { DeviceModel } from './model.ts'
import { resolveParameters } from './resolve-parameters.ts'
import { storageCircuit } from './storage-circuit.ts'
import { type StorageDrive, stepStorage } from './storage-step.ts'

/**
 * One storage device alone, driven by a voltage or a current. It is also a `Cell`, so the protocols that drive a voltage
 * work on it.
 */
export interface StorageCell {
  readonly model: DeviceModel
  /** Voltages of the capacitors in the model's order, V. */
  readonly state: Float64Array
  /** Terminal current at `volts` in the present state, A. */
  current(volts: number): number
  /** current / volts at a voltage other than 0, S. */
  conductance(volts: number): number
  /** Terminal voltage at `amps` in the present state, V; with 0 A, the default, the voltage of the open cell. */
  volts(amps?: number): number
  /** Holds a voltage for `seconds`: exact, whatever the duration. */
  advance(volts: number, seconds: number): void
  /** Moves the voltage linearly: exact. */
  ramp(fromVolts: number, toVolts: number, seconds: number): void
  /** Holds a terminal current for `seconds`: exact. */
  advanceCurrent(amps: number, seconds: number): void
  /** Energy in the capacitors, J. */
  storedEnergy(): number
  /** Back to the initial state. */
  reset(): void
  /** A second cell in the same state. */
  copy(): StorageCell
}

/** Parameters and initial states that differ from the model's, by name, SI. */
export type StorageCellOptions = Parameters<typeof resolveParameters>[1]

/**
 * Makes one cell of a device that stores charge.
 * @throws RangeError for an unknown name, a value outside its physical range, or a device that stores no charge; a cell
 * without series resistance throws it when it is driven by a voltage
 */
export function createStorageCell(model: DeviceModel, options: StorageCellOptions = {}): StorageCell {
  const { parameters, state: initial } = resolveParameters(model, options)
  const circuit = storageCircuit(
    model,
    parameters.map(value => Float64Array.of(value)),
    1,
  )
  const series = circuit.series[0]
  const shunt = circuit.shunt[0]
  const state = Float64Array.from(initial)
  const views = initial.map((_, k) => state.subarray(k, k + 1))
  const inside = (): number => state.reduce((sum, x) => sum + x, 0)

  const drive = (kind: StorageDrive['kind'], from: number, to: number, seconds: number): void => {
    if (kind === 'volts') requireSeries(model, series)
    stepStorage(
      circuit,
      { kind, start: Float64Array.of(from), end: Float64Array.of(to) },
      seconds,
      views,
      views,
    )
  }
  const current = (volts: number): number => {
    requireSeries(model, series)
    return shunt * volts + (volts - inside()) / series
  }
  return {
    model,
    state,
    current,
    conductance: volts => current(volts) / volts,
    volts: (amps = 0) => (series * amps + inside()) / (1 + shunt * series),
    advance: (volts, seconds) => drive('volts', volts, volts, seconds),
    ramp: (from, to, seconds) => drive('volts', from, to, seconds),
    advanceCurrent: (amps, seconds) => drive('amps', amps, amps, seconds),
    // An infinite capacitance is one that is not there: it stays at 0 V.
    storedEnergy: () =>
      state.reduce((sum, x, k) => sum + (x === 0 ? 0 : (circuit.farads[k][0] * x * x) / 2), 0),
    reset: () => state.set(initial),
    copy() {
      const twin = createStorageCell(model, options)
      twin.state.set(state)
      return twin
    },
  }
}

function requireSeries(model: DeviceModel, ohms: number): void {
  if (ohms > 0) return
  throw new OptionError(
    model.name,
    'a voltage on a cell without series resistance',
    'a current, or a resistance above 0 ohm',
  )
}
