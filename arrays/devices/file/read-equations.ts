import type { SourceDocument } from '../../config/parse-document.ts'
import { validate, valueAt } from '../../config/validate.ts'
import { ConfigError, type Place } from '../../errors.ts'
import { deviceOf } from '../define-device.ts'
import { DefinitionError } from '../definition-error.ts'
import type { GatedDeviceModel } from '../gated-model.ts'
import type { DeviceModel } from '../model.ts'
import { equationsFile } from './device-file.ts'

/**
 * A device from a file of its equations.
 * @throws ConfigError with the place of the key, or of the character inside a law
 */
export function readEquations(document: SourceDocument): DeviceModel | GatedDeviceModel {
  const value = withInfinities(document.value)
  const { kind: _, version: __, ...definition } = validate({ ...document, value }, equationsFile)
  try {
    return { ...deviceOf(definition), file: document.file }
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error
    throw new ConfigError(placeOf(document, error), error.found, error.expected)
  }
}

/** YAML's .inf as the text that a definition takes: a schema of numbers takes finite ones. */
function withInfinities(value: unknown): unknown {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return String(value)
  if (Array.isArray(value)) return value.map(withInfinities)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withInfinities(part)]))
}

/** A character of a law, or else the key of a group. */
function placeOf(document: SourceDocument, { path, offset }: DefinitionError): Place {
  const keys: PropertyKey[] = []
  for (const key of path) keys.push(Array.isArray(valueAt(document.value, keys)) ? Number(key) : key)
  const there = valueAt(document.value, keys)
  return typeof there === 'object' ? document.place(keys, 'key') : document.place(keys, 'value', offset)
}
