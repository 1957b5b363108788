import { stringify } from 'yaml'
import type { DeviceModel, ParameterSpec, StateSpec } from '../arrays/devices/model.ts'

/** One line of a device's table: a parameter, or a state with its initial value. */
export interface DescribedParameter {
  readonly name: string
  readonly unit: string
  readonly value: number
  readonly range: readonly [number, number]
  readonly meaning: string
  readonly source: string
}

/** Parameters and states of a device, SI, for a table. */
export function describeDevice(model: Pick<DeviceModel, 'parameters' | 'states'>): {
  readonly parameters: readonly DescribedParameter[]
  readonly states: readonly DescribedParameter[]
} {
  return {
    parameters: model.parameters.map(({ name, unit, value, range, meaning, source }: ParameterSpec) => ({
      name,
      unit,
      value,
      range,
      meaning,
      source,
    })),
    states: model.states.map(({ name, unit, initial, range, meaning }: StateSpec) => ({
      name,
      unit,
      value: initial,
      range,
      meaning,
      source: 'initial state',
    })),
  }
}

/** A small array of the device with all its parameters, as a file for `sneakpath solve`. */
export function deviceYaml(model: DeviceModel): string {
  const parameters = Object.fromEntries(model.parameters.map(({ name, value }) => [name, value]))
  const states = Object.fromEntries(model.states.map(({ name, initial }) => [name, initial]))
  return stringify({
    size: [2, 2],
    wires: { word: 1, bit: 1 },
    word: { left: { volts: model.readVolts, ohms: 0 } },
    bit: { bottom: 'ground' },
    cells: {
      device: model.name,
      ...parameters,
      ...(model.states.length === 0 ? {} : { state: states }),
    },
  })
}
