import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hiddenName, readHiddenName } from '../../export/hidden-name.ts'
import { MANIFEST } from '../file/read-manifest.ts'

/**
 * Replaces the results of another study by none. The new manifest comes first: from then on whoever computes rows of the old study can put
 * none in, and a row that is there already says that it belongs to another study. Where this stops half-way, a hidden file holds the hash of
 * the new study, and its next run goes on.
 */
export async function replaceResults(folder: string, manifest: string, hash: string): Promise<void> {
  const partial = join(folder, hiddenName(MANIFEST, 'partial'))
  const begun = join(folder, hiddenName(MANIFEST, 'replaced'))
  try {
    await writeFile(partial, manifest, { flag: 'wx' })
    await writeFile(begun, hash, { flag: 'wx' })
    await rename(partial, join(folder, MANIFEST))
  } catch (error) {
    await rm(partial, { force: true })
    await rm(begun, { force: true })
    throw error
  }
  await retireResults(folder)
  await rm(begun, { force: true })
}

/** Does the rest where a program that was replacing the results by this study was killed before the old ones were gone. */
export async function finishReplacing(folder: string, hash: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const entry = readHiddenName(name)
    if (entry?.name !== MANIFEST || entry.purpose !== 'replaced' || entry.writer !== 'gone') continue
    if ((await readFile(join(folder, name), 'utf8')) === hash) return retireResults(folder)
  }
}

async function retireResults(folder: string): Promise<void> {
  for (const name of ['shards', 'maps', 'jobs']) {
    const retired = join(folder, hiddenName(name, 'replaced'))
    await rename(join(folder, name), retired).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    await rm(retired, { recursive: true, force: true })
  }
}
