import type { SourceDocument } from '../../config/parse-document.ts'
import { ConfigError, type Place, YamlError } from '../../errors.ts'
import type { UserFiles } from '../../user-files.ts'
import type { GatedDeviceModel } from '../gated-model.ts'
import type { DeviceModel } from '../model.ts'
import { readEquations } from './read-equations.ts'
import { readTable } from './read-table.ts'
import { readVariant } from './read-variant.ts'

type AnyDeviceModel = DeviceModel | GatedDeviceModel

/** Where the devices stand that a device file names. */
interface DeviceSources {
  readonly files: UserFiles
  /** Gives the built-in device of a name. */
  readonly builtIn: (name: string, place: Place) => AnyDeviceModel
}

/** True where a device is named by the path of a file. */
export function isDevicePath(name: string): boolean {
  return /[^/\\]\.(ya?ml|json)$/i.test(name)
}

/**
 * Reads a device file: equations, a table of measured steps, or another device with parameters of its own, as `sneakpath fit` writes it. A relative path is taken
 * from the folder of the file that names it, or else from the working folder.
 * @param path as the user gave it
 * @param place where the path stands
 * @throws ConfigError with file, line and column for a file that is none, a law that cannot be read, an unknown device or parameter, or
 * a value out of range
 */
export function readDeviceFile(
  path: string,
  place: Place,
  { files, builtIn }: DeviceSources,
): AnyDeviceModel {
  return read(path, place, { files, builtIn }, [])
}

/** @param through files that lead here, each the base of the one before */
function read(
  path: string,
  place: Place,
  { files, builtIn }: DeviceSources,
  through: readonly string[],
): AnyDeviceModel {
  const beside = files.beside(files.folderOf(place.file), path)
  const file = files.exists(beside) ? beside : path
  if (through.includes(file)) {
    throw new ConfigError(place, `${path}, which is based on this file`, 'bases that do not go in a circle')
  }
  const document = documentOf(file, files)
  const has = (key: string): boolean => Object.hasOwn(Object(document.value) as object, key)
  if (has('table')) return readTable(document, files)
  if (!has('base')) return readEquations(document)
  return readVariant(document, (name, at) =>
    isDevicePath(name) ? read(name, at, { files, builtIn }, [...through, file]) : builtIn(name, at),
  )
}

/** The file, with a word on what a law may do to YAML. */
function documentOf(file: string, files: UserFiles): SourceDocument {
  try {
    return files.document(file)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    const quotes = 'a law with "? :", or with a comma or "#" inside braces, stands in quotation marks'
    throw new ConfigError(error.place, error.found, `${error.expected}; ${quotes}`)
  }
}
