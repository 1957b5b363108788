import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'

/** What files that a scenario or a study names end in: pictures, matrices, programs. */
const NAMED_FILE = /\.(csv|npy|png|idx|gz|ubyte)$/i

/**
 * The files that a document names, with the SHA-256 of their bytes, so that a study whose inputs changed is known.
 * @param value of a scenario file or of the settings of a study
 * @param folder that paths are relative to
 */
export function inputFiles(value: unknown, folder: string): Record<string, string> {
  const files: Record<string, string> = {}
  const walk = (part: unknown): void => {
    if (typeof part === 'object' && part !== null) Object.values(part).forEach(walk)
    if (typeof part !== 'string' || !NAMED_FILE.test(part)) return
    const path = resolve(folder, part)
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return
    files[path] = createHash('sha256').update(readFileSync(path)).digest('hex')
  }
  walk(value)
  return files
}
