import { link, lstat, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import { fileError } from './file-errors.ts'
import { withPartialFolder } from './partial-folder.ts'

export interface PlaceFilesOptions {
  /** Name of the result, for the hidden folder in which it is made. */
  readonly name: string
  /** Replace files that are there. */
  readonly force: boolean
  /** Writes every file into the hidden folder; where it throws, nothing is left. */
  readonly fill: (partial: string) => Promise<void>
  readonly signal?: AbortSignal | undefined
}

/** File systems without hard links. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EMLINK'])

/**
 * Puts files into a folder, all of them whole or none. A link is replaced with `force`, never followed; a file with the same content
 * stays as it is.
 * @param folder is made where it is missing
 * @throws ConfigError where something else is in the way without `force`, or nothing can be written; what `fill` throws
 */
export async function placeFiles(
  folder: string,
  names: readonly string[],
  { name, force, fill, signal }: PlaceFilesOptions,
): Promise<void> {
  await withPartialFolder(folder, name, folder, async partial => {
    await fill(partial)
    signal?.throwIfAborted()
    const fresh: string[] = []
    for (const file of names) {
      const found = await whatIsThere(join(folder, file), join(partial, file))
      if (found === 'a folder' || (found !== undefined && found !== 'the same' && !force)) {
        const expected = found === 'a folder' ? 'a new file' : 'a new file, or --force'
        throw new ConfigError({ file: join(folder, file) }, found, expected)
      }
      if (found !== 'the same') fresh.push(file)
    }
    for (const file of fresh) await moveFile(join(partial, file), join(folder, file), force)
  })
}

/** Whether anything is there, also a link that leads nowhere. */
export async function isTaken(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    error => (error as NodeJS.ErrnoException).code !== 'ENOENT',
  )
}

/**
 * Gives a file its name in one step.
 * @param force over a file that is there; without it, one that appeared meanwhile stays
 * @throws ConfigError where it appeared meanwhile
 */
export async function moveFile(from: string, to: string, force: boolean): Promise<void> {
  try {
    if (force) return await rename(from, to)
    await link(from, to)
    await unlink(from)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (NO_LINKS.has(code) && !force && !(await isTaken(to))) return rename(from, to)
    throw fileError(error, to)
  }
}

async function whatIsThere(path: string, fresh: string): Promise<string | undefined> {
  const there = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw fileError(error, path)
  })
  if (there === undefined) return undefined
  if (there.isDirectory()) return 'a folder'
  if (there.isSymbolicLink()) return 'a link'
  if (!there.isFile()) return 'no regular file'
  const same =
    there.size === (await lstat(fresh)).size && (await readFile(path)).equals(await readFile(fresh))
  return same ? 'the same' : 'a file with other content'
}
