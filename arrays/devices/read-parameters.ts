import { readQuantity, splitQuantity } from '../config/quantity.ts'
import { readUnit } from '../config/unit.ts'
import { ROOM_TEMPERATURE } from '../law/law-vocabulary.ts'
import { DefinitionError } from './definition-error.ts'
import type { DeviceDefinition, ParameterDefinition, Quantity, StateDefinition } from './device-definition.ts'
import type { ParameterSpec } from './model.ts'

/** Temperature of a device that does not say its own. */
export const temperatureSpec: ParameterSpec = {
  name: 'temperature',
  unit: 'K',
  value: ROOM_TEMPERATURE,
  range: [1, 5000],
  meaning: 'temperature of the device',
  source: 'room temperature, assumed',
}

/** A standard normal number that a program draws for each pulse and cell; 0, its mean, where nothing is drawn. */
export const noiseSpec: ParameterSpec = {
  name: 'noise',
  unit: '1',
  value: 0,
  range: [-10, 10],
  meaning: 'standard normal number, drawn anew for each pulse and cell of a program',
  source: 'drawn by the seed of a run',
}

/** Where a device that knows `noise` has it among its parameters; -1 for others. */
export function noiseColumn({ parameters }: { readonly parameters: readonly ParameterSpec[] }): number {
  return parameters.findIndex(({ name }) => name === noiseSpec.name)
}

/** @throws DefinitionError for a quantity that is none, ranges that cross, or a value outside its range */
export function readParameters(definition: DeviceDefinition): ParameterSpec[] {
  return Object.entries(definition.parameters ?? {}).map(([name, given]) => {
    const path = ['parameters', name]
    const full: ParameterDefinition = typeof given === 'object' ? given : { value: given }
    const unit = full.unit ?? (name === 'temperature' ? 'K' : unitOf(full.value))
    const value = readDefinedQuantity(
      definition.name,
      typeof given === 'object' ? [...path, 'value'] : path,
      full.value,
      unit,
    )
    const range = readRange(definition.name, path, full.range, unit)
    refuseOutside(definition.name, path, value, range)
    return {
      name,
      unit,
      value,
      range,
      meaning: full.meaning ?? (name === 'temperature' ? temperatureSpec.meaning : 'a parameter of the law'),
      source: full.source ?? definition.source,
    }
  })
}

/** The unit, range and start of a state. @throws DefinitionError as for parameters */
export function readState(
  definition: DeviceDefinition,
  name: string,
  state: StateDefinition,
): { unit: string; range: readonly [number, number]; initial: number } {
  const path = ['states', name]
  const unit = state.unit ?? unitOf(state.range[1], state.range[0], state.start)
  const range = readRange(definition.name, path, state.range, unit)
  const low = Number.isFinite(range[0]) ? range[0] : 0
  const initial =
    state.start === undefined
      ? low
      : readDefinedQuantity(definition.name, [...path, 'start'], state.start, unit)
  refuseOutside(definition.name, [...path, ...(state.start === undefined ? [] : ['start'])], initial, range)
  return { unit, range, initial }
}

/**
 * An end of a range: a quantity, or no end as a number or as the text "Infinity" or "-Infinity".
 * @throws DefinitionError as for quantities
 */
export function readEnd(device: string, path: readonly string[], value: Quantity, unit: string): number {
  return /^[+-]?Infinity$/.test(String(value))
    ? Number(value)
    : readDefinedQuantity(device, path, value, unit)
}

/** A number, or a text of a number with a unit of that dimension. */
export function readDefinedQuantity(
  device: string,
  path: readonly string[],
  value: Quantity,
  unit: string,
): number {
  const result = readQuantity(value, unit)
  if ('value' in result) return result.value
  throw new DefinitionError(device, path, JSON.stringify(value) ?? 'nothing', result.expected)
}

/** The unit, without its prefix, of the first quantity that has one; "1" for plain numbers. */
function unitOf(...values: readonly (Quantity | undefined)[]): string {
  for (const value of values) {
    const unit = typeof value === 'string' ? splitQuantity(value)?.unit : undefined
    if (unit !== undefined && unit !== '') return readUnit(unit)?.base ?? '1'
  }
  return '1'
}

function readRange(
  device: string,
  path: readonly string[],
  range: readonly [Quantity, Quantity] | undefined,
  unit: string,
): readonly [number, number] {
  if (range === undefined) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  const [low, high] = [0, 1].map(k => readEnd(device, [...path, 'range', String(k)], range[k], unit)) as [
    number,
    number,
  ]
  if (low <= high) return [low, high]
  throw new DefinitionError(device, [...path, 'range'], `${low} to ${high}`, 'the lower end first')
}

function refuseOutside(
  device: string,
  path: readonly string[],
  value: number,
  [low, high]: readonly [number, number],
): void {
  if (value >= low && value <= high) return
  throw new DefinitionError(device, path, String(value), `${low} to ${high}, as its range says`)
}
