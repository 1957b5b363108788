import type { DeviceCore, ParameterSpec, StateSpec } from '../arrays/devices/model.ts'

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
export function describeDevice(model: Pick<DeviceCore, 'parameters' | 'states'>): {
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
