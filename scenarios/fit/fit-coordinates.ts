import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel, ParameterSpec } from '../../arrays/devices/model.ts'

/**
 * One parameter as a fit moves it: 0 is where it starts, 1 is one unit of what is thought possible beforehand, a factor of e for
 * one that is positive, its own size for one of either sign.
 */
export interface Coordinate {
  readonly name: string
  readonly range: readonly [number, number]
  value(x: number): number
  /** x of a value. */
  at(value: number): number
  /** d value / d x. */
  slope(x: number): number
}

/** Of parameters that one measurement cannot determine. */
const KNOWN_UNITS: readonly string[] = ['K', 'eV']

/**
 * Coordinates of the parameters that a fit may move: all but those that are fixed, temperature and area, which are known
 * (an area does what the conductances do together), energies, which at one temperature do what the rates do together, and those
 * at 0, which switch a mechanism off.
 * @param start values by name
 * @param width e-folds that one unit stands for
 */
export function fitCoordinates(
  model: Pick<DeviceModel | GatedDeviceModel, 'parameters'>,
  start: Readonly<Record<string, number>>,
  fixed: ReadonlySet<string>,
  width: number,
): Coordinate[] {
  return model.parameters.flatMap((spec: ParameterSpec) => {
    const value = start[spec.name]
    if (fixed.has(spec.name) || value === 0 || KNOWN_UNITS.includes(spec.unit) || spec.name === 'area')
      return []
    const { name, range } = spec
    const clamp = (raw: number): number => Math.min(range[1], Math.max(range[0], raw))
    if (range[0] < 0) {
      const scale = Math.abs(value) * width
      return [
        {
          name,
          range,
          value: (x: number) => clamp(value + scale * x),
          at: (raw: number) => (raw - value) / scale,
          slope: () => scale,
        },
      ]
    }
    return [
      {
        name,
        range,
        value: (x: number) => clamp(value * Math.exp(width * x)),
        at: (raw: number) => Math.log(raw / value) / width,
        slope: (x: number) => width * value * Math.exp(width * x),
      },
    ]
  })
}

/**
 * Coordinates of the states in which a measurement began: those with two ends, of which one unit is the whole range.
 * @param known states that are known
 */
export function stateCoordinates(
  model: Pick<DeviceModel | GatedDeviceModel, 'states'>,
  known: Readonly<Record<string, number>>,
): Coordinate[] {
  return model.states.flatMap(({ name, range, initial }) => {
    const width = range[1] - range[0]
    if (Object.hasOwn(known, name) || !Number.isFinite(width) || width === 0) return []
    return [
      {
        name,
        range,
        value: (x: number) => Math.min(range[1], Math.max(range[0], initial + width * x)),
        at: (raw: number) => (raw - initial) / width,
        slope: () => width,
      },
    ]
  })
}
