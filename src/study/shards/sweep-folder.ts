import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readHiddenName } from '../../export/hidden-name.ts'

/** Age at which leftovers of another machine are removed, ms. */
const STALE_MS = 24 * 3_600_000

/**
 * Removes what writers left in the folder of a study that were killed: in it, among its shards and among its maps.
 * @throws what the file system says
 */
export async function sweepFolder(folder: string): Promise<void> {
  await sweep(folder)
  await sweep(join(folder, 'shards'))
  for (const map of await foldersIn(join(folder, 'maps'))) await sweep(join(folder, 'maps', map))
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => name)
}

async function sweep(folder: string): Promise<void> {
  for (const entry of await readdir(folder).catch(() => [])) {
    const hidden = readHiddenName(entry)
    if (hidden === undefined) continue
    const path = join(folder, entry)
    const gone = hidden.writer === 'gone' || (hidden.writer === 'elsewhere' && (await isOld(path)))
    if (gone) await rm(path, { recursive: true, force: true })
  }
}

async function isOld(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => undefined)
  return status !== undefined && Date.now() - status.mtimeMs > STALE_MS
}
