import { lstat, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import { fileError } from './file-errors.ts'
import { hiddenName, withPartialFolder } from './partial-folder.ts'

/** How a folder is made whole or not at all. */
export interface ReplaceFolderOptions {
  /** Replace a folder that is there. */
  readonly force: boolean
  /** Throws where the folder that is there must not be replaced. */
  readonly mayReplace: (existing: string) => Promise<void>
  /** Writes everything into the new folder; where it throws, nothing is left. */
  readonly fill: (partial: string) => Promise<void>
}

/**
 * Makes a folder atomically: it is filled under a hidden name beside its place and renamed at the end, so that a
 * run that is killed leaves no folder that looks whole. With `force` the old folder steps aside first; killed
 * between the two renames, it remains as `.NAME.replaced-PID-...`.
 * @param folder path as the user gave it; parents are made
 * @throws ConfigError where it exists without `force`, must not be replaced or cannot be written
 */
export async function replaceFolder(folder: string, options: ReplaceFolderOptions): Promise<void> {
  const target = await targetOf(folder, options)
  const { path } = target
  await withPartialFolder(dirname(path), basename(path), folder, async partial => {
    await options.fill(partial)
    await putInPlace(partial, target)
  })
}

interface Target {
  readonly path: string
  readonly exists: boolean
}

async function targetOf(folder: string, { force, mayReplace }: ReplaceFolderOptions): Promise<Target> {
  const path = resolve(folder)
  if (basename(path) === '') throw new ConfigError({ file: folder }, 'the root folder', 'a folder to make')
  const status = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw fileError(error, folder)
  })
  if (status === undefined) return { path, exists: false }
  if (!force) throw new ConfigError({ file: folder }, 'something there already', 'a new folder, or --force')
  // The folder behind a link is replaced, not the link.
  const real = await realpath(path).catch(error => {
    throw fileError(error, folder)
  })
  if (!(await stat(real)).isDirectory()) throw new ConfigError({ file: folder }, 'a file', 'a folder')
  await mayReplace(real)
  return { path: real, exists: true }
}

async function putInPlace(partial: string, { path, exists }: Target): Promise<void> {
  if (!exists) return rename(partial, path)
  const hidden = (purpose: string): string => join(dirname(path), hiddenName(basename(path), purpose))
  const retired = hidden('replaced')
  await rename(path, retired)
  try {
    await rename(partial, path)
  } catch (error) {
    await rename(retired, path)
    throw error
  }
  // The new folder stands; what is left of the old one when the process is killed now goes as any partial folder.
  const rubbish = hidden('partial')
  await rename(retired, rubbish)
  await rm(rubbish, { recursive: true, force: true })
}
