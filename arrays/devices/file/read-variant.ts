import type { SourceDocument } from '../../config/parse-document.ts'
import { validate } from '../../config/validate.ts'
import { ConfigError, type Place } from '../../errors.ts'
import type { GatedDeviceModel } from '../gated-model.ts'
import type { DeviceModel, ParameterSpec, StateSpec } from '../model.ts'
import { variantFile } from './device-file.ts'

type AnyDeviceModel = DeviceModel | GatedDeviceModel

/**
 * Another device with parameters of its own, as `sneakpath fit` writes it.
 * @param find gives the device of a name or a path
 * @throws ConfigError for an unknown device or parameter, or a value out of range
 */
export function readVariant(
  document: SourceDocument,
  find: (name: string, place: Place) => AnyDeviceModel,
): AnyDeviceModel {
  const file = validate(document, variantFile)
  const base = find(file.base, document.place(['base']))
  check(document, ['parameters'], base.parameters, file.parameters)
  check(document, ['state'], base.states, file.state ?? {})
  for (const [k, member] of (file.ensemble ?? []).entries()) {
    check(document, ['ensemble', k], base.parameters, member)
  }
  const own = document.file.split(/[/\\]/).at(-1)!
  const { measured } = file
  if (measured !== undefined && !(measured[0] <= measured[1]))
    throw new ConfigError(document.place(['measured']), measured.join(' to '), 'the lower end first')
  return {
    ...base,
    ...(measured === undefined ? {} : measuredAt(base, measured)),
    name: file.name,
    title: `${base.title}, with the parameters of ${own}`,
    base: base.base ?? base.file ?? base.name,
    file: document.file,
    parameters: base.parameters.map((spec): ParameterSpec => {
      const value = file.parameters[spec.name]
      if (value === undefined) return spec
      const error = file.errors?.[spec.name]
      return {
        ...spec,
        value,
        source: error === undefined ? own : `fitted: +- ${Number(error.toPrecision(2))}`,
      }
    }),
    states: base.states.map(
      (spec): StateSpec => ({ ...spec, initial: file.state?.[spec.name] ?? spec.initial }),
    ),
    ...(file.ensemble === undefined ? {} : { ensemble: file.ensemble }),
  }
}

/** Another range that was measured. */
function measuredAt(base: AnyDeviceModel, measured: readonly [number, number]): object {
  const definition = { ...base.definition, measured }
  return 'control' in base ? { definition, validControl: measured } : { definition, validVolts: measured }
}

function check(
  document: SourceDocument,
  path: readonly PropertyKey[],
  specs: readonly {
    readonly name: string
    readonly unit: string
    readonly range: readonly [number, number]
  }[],
  values: Readonly<Record<string, number>>,
): void {
  for (const [name, value] of Object.entries(values)) {
    const spec = specs.find(known => known.name === name)
    if (spec === undefined) {
      const known = specs.map(each => each.name).join(', ') || 'none'
      throw new ConfigError(
        document.place([...path, name], 'key'),
        `the unknown name "${name}"`,
        `one of ${known}`,
      )
    }
    const [low, high] = spec.range
    if (value >= low && value <= high) continue
    throw new ConfigError(
      document.place([...path, name]),
      String(value),
      spec.unit === '1' ? `${low} to ${high}` : `${low} to ${high} ${spec.unit}`,
    )
  }
}
