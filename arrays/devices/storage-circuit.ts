import { OptionError } from '../errors.ts'
import { compileLoop, type LawLoop } from '../law/compile-loop.ts'
import type { LawNode } from '../law/law-node.ts'
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
 * @throws RangeError where the device is no circuit of resistances and capacitors
 */
export function storageCircuit(
  model: DeviceModel,
  parameters: readonly Float64Array[],
  count: number,
): StorageCircuit {
  const { storage } = model
  if (storage === undefined) {
    throw new OptionError('storageCircuit', `the device ${model.name}`, 'one that stores charge')
  }
  const names = model.parameters.map(({ name }) => name)
  const laws = [storage.series, storage.shunt, ...storage.farads, ...storage.rates]
  const planes = laws.map(() => new Float64Array(count))
  circuitLoop(laws, names)(count, parameters, planes)
  const [series, shunt, ...rest] = planes as [Float64Array, Float64Array, ...Float64Array[]]
  const capacitors = storage.farads.length
  const none = new Float64Array(count)
  return {
    count,
    series,
    shunt,
    farads: [rest[0], capacitors === 2 ? rest[1] : none.slice().fill(Number.POSITIVE_INFINITY)],
    rates: [rest[capacitors], capacitors === 2 ? rest[capacitors + 1] : none],
  }
}

const loops = new WeakMap<LawNode, LawLoop>()

/** The elements as one loop, compiled once for each device. */
function circuitLoop(laws: readonly LawNode[], names: readonly string[]): LawLoop {
  const known = loops.get(laws[0])
  if (known !== undefined) return known
  const loop = compileLoop(laws, names)
  loops.set(laws[0], loop)
  return loop
}
