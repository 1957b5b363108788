import { type ArrayFile, arrayFile } from '../../arrays/config/array-file.ts'
import { resolveArray } from '../../arrays/config/resolve-array.ts'
import { validate } from '../../arrays/config/validate.ts'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { readDocument } from '../files/read-document.ts'
import { NODE_FILES } from '../host/node-files.ts'

/**
 * Reads an array, with the matrices that its file names.
 * @param file JSON or YAML as in schemas/array.schema.json
 * @param signal ends the reading of matrices
 * @param sized called before they are read
 * @throws ConfigError with the place of the mistake; the signal's reason
 */
export async function loadArrayFile(
  file: string,
  signal?: AbortSignal,
  sized: (size: readonly [number, number]) => void = () => {},
): Promise<ArraySpec> {
  const document = readDocument(file)
  const array = validate<ArrayFile>(document, arrayFile)
  sized(array.size)
  return resolveArray(array, { document, files: NODE_FILES, signal })
}
