import { readdir } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import { readRunIndex } from './read-run-index.ts'
import { runFiles } from './run-index.ts'

/** Where `exportRun` puts what it makes of a run. */
export const EXPORTS = 'exports'

/** Files that a desktop leaves in every folder it shows. */
const DESKTOP = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])

/**
 * Lets `--force` replace nothing but a run: a folder that is empty, or one with a manifest and no file that a run does
 * not write.
 * @throws ConfigError that names what stands in the way
 */
export async function mayReplaceRun(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  if (entries.length === 0) return
  const known = new Set(runFiles(await readRunIndex(folder)))
  for (const entry of entries) {
    const path = relative(folder, `${entry.parentPath}${sep}${entry.name}`).split(sep).join('/')
    const ours =
      known.has(path) || path === EXPORTS || path.startsWith(`${EXPORTS}/`) || DESKTOP.has(entry.name)
    if (!entry.isDirectory() && !ours) {
      throw new ConfigError(
        { file: folder },
        `${path}, which no run writes`,
        'a folder with nothing but a run in it',
      )
    }
  }
}
