import { existsSync, rmdirSync, rmSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileError } from './file-errors.ts'
import { hiddenName, readHiddenName } from './hidden-name.ts'

/**
 * Makes something beside its place and leaves nothing where that fails: `use` fills a hidden folder in `parent`, which is
 * gone at the end unless `use` moved it. Parents that were made go as well where it fails or the process exits. A process
 * that is killed leaves the hidden folder, which the next one of the same name removes.
 * @param parent folder to work in; it is made where it is missing
 * @param name of what is made; the hidden folder is .NAME.partial-...
 * @param shown the path as the user gave it, for errors
 * @throws ConfigError where nothing can be written; what `use` throws
 */
export async function withPartialFolder(
  parent: string,
  name: string,
  shown: string,
  use: (partial: string) => Promise<void>,
): Promise<void> {
  const above = nearestFolder(resolve(parent))
  const partial = join(parent, hiddenName(name, 'partial'))
  const removeAll = (): void => {
    try {
      rmSync(partial, { recursive: true, force: true })
    } catch {
      // The user hears of the first failure.
    }
    removeEmpty(resolve(parent), above)
  }
  process.once('exit', removeAll)
  try {
    await mkdir(parent, { recursive: true })
    await removeStale(parent, name)
    await mkdir(partial)
    await use(partial)
    await rm(partial, { recursive: true, force: true })
  } catch (error) {
    removeAll()
    throw fileError(error, shown)
  } finally {
    process.off('exit', removeAll)
  }
}

/** Removes hidden folders of this name whose writer is gone; what another machine wrote is left alone. */
async function removeStale(parent: string, name: string): Promise<void> {
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    const hidden = readHiddenName(entry.name)
    if (!entry.isDirectory() || hidden?.name !== name || hidden.purpose !== 'partial') continue
    if (hidden.writer === 'gone') await rm(join(parent, entry.name), { recursive: true, force: true })
  }
}

function nearestFolder(path: string): string {
  let folder = path
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}

/** Removes the parents that were made, up to one that was there. */
function removeEmpty(from: string, above: string): void {
  for (let path = from; path !== above && path !== dirname(path); path = dirname(path)) {
    try {
      rmdirSync(path)
    } catch (error) {
      // One that could not be made is no reason to keep those above it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return
    }
  }
}
