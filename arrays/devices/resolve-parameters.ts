import { OptionError } from '../errors.ts'
import type { DeviceModel } from './model.ts'

interface Named {
  readonly name: string
  readonly unit: string
  readonly range: readonly [number, number]
}

/** Common part of a two-terminal and a three-terminal device. */
type ParameterHolder = Pick<DeviceModel, 'name' | 'states' | 'parameters'>

/**
 * A model's parameters and initial states, with a user's values in place of the defaults.
 * @returns values in the model's declared order, SI
 * @throws RangeError for an unknown name or a value outside its physical range
 */
export function resolveParameters(
  model: ParameterHolder,
  given: {
    readonly parameters?: Readonly<Record<string, number>>
    readonly state?: Readonly<Record<string, number>>
  },
): { parameters: number[]; state: number[] } {
  const parameters = model.parameters.map(spec =>
    pick(model, 'parameter', spec, given.parameters?.[spec.name] ?? spec.value),
  )
  const state = model.states.map(spec => pick(model, 'state', spec, given.state?.[spec.name] ?? spec.initial))
  refuseUnknown(model, 'parameter', model.parameters, given.parameters)
  refuseUnknown(model, 'state', model.states, given.state)
  return { parameters, state }
}

function pick(model: ParameterHolder, kind: string, spec: Named, value: number): number {
  const [low, high] = spec.range
  if (!(value >= low && value <= high)) {
    throw new OptionError(model.name, `${kind} ${spec.name} = ${value}`, `${low} to ${high} ${spec.unit}`)
  }
  return value
}

function refuseUnknown(
  model: ParameterHolder,
  kind: string,
  specs: readonly Named[],
  given: Readonly<Record<string, number>> | undefined,
): void {
  for (const name of Object.keys(given ?? {})) {
    if (!specs.some(spec => spec.name === name)) {
      const known = specs.map(spec => spec.name).join(', ') || 'none'
      throw new OptionError(model.name, `${kind} "${name}"`, `one of ${known}`)
    }
  }
}
