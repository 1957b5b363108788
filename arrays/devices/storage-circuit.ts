import type { DeviceModel } from './model.ts'

/** The elements of storage cells, one value a cell. A device with one capacitor has an infinite second one at 0 V. */
export interface StorageCircuit {
  readonly count: number
  /** Ohms between the terminal and the capacitors. */
  readonly series: Float64Array
  /** Siemens across the terminals. */
  readonly shunt: Float64Array
  readonly farads: readonly [Float64Array, Float64Array]
  /** Self-discharge of each capacitor, 1/s. */
  readonly rates: readonly [Float64Array, Float64Array]
}

/**
 * The elements of `count` cells of a storage device.
 * @param parameters in the model's order; one value for each cell, or one for all
 * @throws RangeError where the device stores no charge, or has more than two capacitors
 */
export function storageCircuit(
  model: DeviceModel,
  parameters: readonly Float64Array[],
  count: number,
): StorageCircuit {
  const { storage, states } = model
  if (storage === undefined) {
    throw new RangeError(`storageCircuit: found the device ${model.name}; expected one that stores charge`)
  }
  if (states.length < 1 || states.length > 2 || storage.farads.length !== states.length) {
    throw new RangeError(
      `storageCircuit: found ${states.length} states and ${storage.farads.length} capacitances of ${model.name}; expected one or two of each`,
    )
  }
  const fill = (law: (...values: number[]) => number, ...before: number[]): Float64Array =>
    Float64Array.from({ length: count }, (_, k) =>
      law(...before, ...parameters.map(values => values[values.length === 1 ? 0 : k]!)),
    )
  const second = states.length === 2
  return {
    count,
    series: fill(storage.series),
    shunt: fill(storage.shunt),
    farads: [
      fill(storage.farads[0]!),
      second ? fill(storage.farads[1]!) : new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    ],
    // The self-discharge does not depend on the voltage.
    rates: [fill(states[0]!.rate, 0), second ? fill(states[1]!.rate, 0) : new Float64Array(count)],
  }
}
