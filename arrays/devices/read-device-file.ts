import { existsSync } from 'node:fs'
import { dirname, extname, join, parse } from 'node:path'
import { z } from 'zod'
import { readDocument, type SourceDocument } from '../config/read-document.ts'
import { valueAt } from '../config/validate.ts'
import { ConfigError, type Place } from '../errors.ts'
import type { GatedDeviceModel } from './gated-model.ts'
import type { DeviceModel, ParameterSpec, StateSpec } from './model.ts'

/** A device that was fitted, as it stands in its file. */
export interface DeviceFile {
  readonly kind: 'sneakpath-device'
  readonly version: 1
  readonly name: string
  /** The built-in device whose laws it has. */
  readonly base: string
  /** What the fit said; for people. */
  readonly fit?: Readonly<Record<string, unknown>>
  /** By name, SI. */
  readonly parameters: Readonly<Record<string, number>>
  /** Standard errors of those that were fitted. */
  readonly errors?: Readonly<Record<string, number>>
  /** Initial states that differ from the built-in ones. */
  readonly state?: Readonly<Record<string, number>>
  /** Parameter sets that meet the data. */
  readonly ensemble?: readonly Readonly<Record<string, number>>[]
}

const Values = z.record(z.string(), z.number())

const DeviceFileSchema = z.strictObject({
  kind: z.literal('sneakpath-device'),
  version: z.literal(1),
  name: z.string().regex(/^[A-Za-z0-9][\w.-]*$/, 'a name of letters, digits, "-", "_" and "."'),
  base: z.string(),
  fit: z.record(z.string(), z.unknown()).optional(),
  parameters: Values,
  errors: Values.optional(),
  state: Values.optional(),
  ensemble: z.array(Values).optional(),
})

/** True where a device is named by the path of a file. */
export function isDevicePath(name: string): boolean {
  return ['.yaml', '.yml', '.json'].includes(extname(name).toLowerCase())
}

/**
 * Reads a device that `sneakpath fit` wrote, or one written by hand: a built-in device with other parameters. A relative path is
 * taken from the folder of the file that names it, or else from the working folder.
 * @param path as the user gave it
 * @param place where the path stands
 * @param builtIn gives the built-in device of a name
 * @throws ConfigError with file and line for a file that is none, an unknown device or parameter, or a value out of range
 */
export function readDeviceFile<Model extends DeviceModel | GatedDeviceModel>(
  path: string,
  place: Place,
  builtIn: (name: string, place: Place) => Model,
): Model {
  const beside = join(dirname(place.file), path)
  const document = readDocument(existsSync(beside) ? beside : path)
  const parsed = DeviceFileSchema.safeParse(document.value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    const where = issue.path as PropertyKey[]
    const key = issue.code === 'unrecognized_keys' ? [...where, issue.keys[0]!] : where
    throw new ConfigError(
      document.place(key, issue.code === 'unrecognized_keys' ? 'key' : 'value'),
      issue.code === 'unrecognized_keys'
        ? `the unknown key "${issue.keys[0]}"`
        : describe(valueAt(document.value, where)),
      issue.code === 'unrecognized_keys' ? 'a device file as sneakpath fit writes it' : issue.message,
    )
  }
  const file = parsed.data
  const base = builtIn(file.base, document.place(['base']))
  check(document, ['parameters'], base.parameters, file.parameters)
  check(document, ['state'], base.states, file.state ?? {})
  for (const [k, member] of (file.ensemble ?? []).entries()) {
    check(document, ['ensemble', k], base.parameters, member)
  }
  return {
    ...base,
    name: file.name,
    title: `${base.title}, with the parameters of ${parse(path).base}`,
    base: base.base ?? base.name,
    parameters: base.parameters.map((spec): ParameterSpec => {
      const value = file.parameters[spec.name]
      if (value === undefined) return spec
      const error = file.errors?.[spec.name]
      return {
        ...spec,
        value,
        source: error === undefined ? parse(path).base : `fitted: +- ${Number(error.toPrecision(2))}`,
      }
    }),
    states: base.states.map(
      (spec): StateSpec => ({ ...spec, initial: file.state?.[spec.name] ?? spec.initial }),
    ),
    ...(file.ensemble === undefined ? {} : { ensemble: file.ensemble }),
  }
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

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  return typeof value === 'object' ? 'a group or list' : JSON.stringify(value)
}
