import { type ArrayFile, arrayFile } from '../../arrays/config/array-file.ts'
import { readDocument } from '../../arrays/config/read-document.ts'
import { resolveArray } from '../../arrays/config/resolve-array.ts'
import { validate } from '../../arrays/config/validate.ts'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'

/**
 * Reads an array, with the matrices that its file names.
 * @param file JSON or YAML as in schemas/array.schema.json
 * @param signal ends the reading of matrices
 * @throws ConfigError with the place of the mistake; the signal's reason
 */
export async function loadArrayFile(file: string, signal?: AbortSignal): Promise<ArraySpec> {
  const document = readDocument(file)
  return resolveArray(validate<ArrayFile>(document, arrayFile), { document, signal })
}
