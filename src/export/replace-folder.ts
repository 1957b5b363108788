import { lstat, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import { fileError } from './file-errors.ts'
import { type HiddenPurpose, hiddenName } from './hidden-name.ts'
import { withPartialFolder } from './partial-folder.ts'
import { isTaken } from './place-files.ts'

/** How a folder is made whole or not at all. */
export interface ReplaceFolderOptions {
  /** Replace a folder that is there. */
  readonly force: boolean
  /**
   * Where the user named no folder: NAME of NAME, NAME-2, NAME-3 ..., of which the first is taken that is free when everything is written,
   * so that of two programs at once each takes its own.
   */
  readonly numbered?: string | undefined
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
 * @returns the path of the folder, another one only where it is `numbered`
 * @throws ConfigError where it exists without `force`, must not be replaced or cannot be written
 */
export async function replaceFolder(folder: string, options: ReplaceFolderOptions): Promise<string> {
  const { fill, numbered } = options
  const target = numbered === undefined ? await targetOf(folder, options) : { path: folder, exists: false }
  const { path } = target
  let taken = folder
  await withPartialFolder(dirname(path), basename(path), folder, async partial => {
    await fill(partial)
    if (numbered === undefined) await putInPlace(partial, target)
    else taken = await takeNumber(partial, numbered)
  })
  return taken
}

/** NAME, NAME-2, NAME-3 ... */
export function numberedName(name: string, number: number): string {
  return number === 1 ? name : `${name}-${number}`
}

/** A folder cannot be renamed onto another with something in it, whoever made that one and however late. */
async function takeNumber(partial: string, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = numberedName(name, number)
    if (await isTaken(folder)) continue
    try {
      await rename(partial, folder)
      return folder
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException
      if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM'].includes(code) || !(await isTaken(folder))) throw error
    }
  }
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
  const hidden = (purpose: HiddenPurpose): string => join(dirname(path), hiddenName(basename(path), purpose))
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
