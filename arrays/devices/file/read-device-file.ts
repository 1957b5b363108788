import { existsSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { readDocument, type SourceDocument } from '../../config/read-document.ts'
import { ConfigError, type Place } from '../../errors.ts'
import type { GatedDeviceModel } from '../gated-model.ts'
import type { DeviceModel } from '../model.ts'
import { readEquations } from './read-equations.ts'
import { readTable } from './read-table.ts'
import { readVariant } from './read-variant.ts'

type AnyDeviceModel = DeviceModel | GatedDeviceModel

/** True where a device is named by the path of a file. */
export function isDevicePath(name: string): boolean {
  return ['.yaml', '.yml', '.json'].includes(extname(name).toLowerCase())
}

/**
 * Reads a device file: equations, a table of measured steps, or another device with parameters of its own, as `sneakpath fit` writes it. A relative path is taken
 * from the folder of the file that names it, or else from the working folder.
 * @param path as the user gave it
 * @param place where the path stands
 * @param builtIn gives the built-in device of a name
 * @throws ConfigError with file, line and column for a file that is none, a law that cannot be read, an unknown device or parameter, or
 * a value out of range
 */
export function readDeviceFile(
  path: string,
  place: Place,
  builtIn: (name: string, place: Place) => AnyDeviceModel,
): AnyDeviceModel {
  return read(path, place, builtIn, [])
}

/** @param through files that lead here, each the base of the one before */
function read(
  path: string,
  place: Place,
  builtIn: (name: string, place: Place) => AnyDeviceModel,
  through: readonly string[],
): AnyDeviceModel {
  const beside = join(dirname(place.file), path)
  const file = existsSync(beside) ? beside : path
  const known = resolve(file)
  if (through.includes(known)) {
    throw new ConfigError(place, `${path}, which is based on this file`, 'bases that do not go in a circle')
  }
  const document = documentOf(file)
  const has = (key: string): boolean => Object.hasOwn(Object(document.value) as object, key)
  if (has('table')) return readTable(document)
  if (!has('base')) return readEquations(document)
  return readVariant(document, (name, at) =>
    isDevicePath(name) ? read(name, at, builtIn, [...through, known]) : builtIn(name, at),
  )
}

/** The file, with a word on what a law may do to YAML. */
function documentOf(file: string): SourceDocument {
  try {
    return readDocument(file)
  } catch (error) {
    if (!(error instanceof ConfigError) || !error.found.startsWith('a mistake in the YAML')) throw error
    const quotes = 'a law with "? :", or with a comma or "#" inside braces, stands in quotation marks'
    throw new ConfigError(error.place, error.found, `${error.expected}; ${quotes}`)
  }
}
