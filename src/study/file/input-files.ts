import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isDevicePath } from '../../../arrays/devices/file/read-device-file.ts'
import { readDocument } from '../../files/read-document.ts'

/** Endings of files that a scenario or a study names: pictures, matrices, programs, devices. */
const NAMED_FILE = /\.(csv|npy|png|idx|gz|ubyte|ya?ml|json)$/i

/**
 * The files that a document names, with the SHA-256 of their bytes, so that a study whose inputs changed is known.
 * @param value of a scenario file or of the settings of a study
 * @param folder that paths are relative to; that of a device is from the working folder where it is not there
 */
export function inputFiles(value: unknown, folder: string): Record<string, string> {
  const files: Record<string, string> = {}
  const walk = (part: unknown, from: string): void => {
    if (typeof part === 'object' && part !== null) for (const inner of Object.values(part)) walk(inner, from)
    if (typeof part !== 'string' || !NAMED_FILE.test(part)) return
    const places = isDevicePath(part) ? [resolve(from, part), resolve(part)] : [resolve(from, part)]
    const path = places.find(place => statSync(place, { throwIfNoEntry: false })?.isFile() === true)
    if (path === undefined || Object.hasOwn(files, path)) return
    files[path] = createHash('sha256').update(readFileSync(path)).digest('hex')
    // A device may be based on another file, or name a table.
    if (isDevicePath(part)) walk(readDocument(path).value, dirname(path))
  }
  walk(value, folder)
  return files
}
