import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { lstat, mkdir, readdir, realpath, rename, rm, rmdir, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import { fileError } from './file-errors.ts'

/** How a folder is made whole or not at all. */
export interface ReplaceFolderOptions {
  /** Replace a folder that is there. */
  readonly force: boolean
  /** Throws where the folder that is there must not be replaced. */
  readonly mayReplace: (existing: string) => Promise<void>
  /** Writes everything into the new folder; where it throws, nothing is left. */
  readonly fill: (partial: string) => Promise<void>
}

/** A partial folder whose writer has died is removed when it is older than this, ms. */
const STALE_MS = 3_600_000

/**
 * Makes a folder atomically: it is filled under a hidden name beside its place and renamed at the end, so that a
 * run that is killed leaves no folder that looks whole. With `force` the old folder steps aside first; killed
 * between the two renames, it remains as `.NAME.replaced-PID-...`.
 * @param folder path as the user gave it; parents are made
 * @throws ConfigError where it exists without `force`, must not be replaced or cannot be written
 */
export async function replaceFolder(folder: string, options: ReplaceFolderOptions): Promise<void> {
  const target = await targetOf(folder, options)
  const parent = dirname(target.path)
  const made = await mkdir(parent, { recursive: true }).catch(error => {
    throw fileError(error, folder)
  })
  const partial = join(parent, hiddenName(target.path, 'partial'))
  // A program that exits on SIGINT takes its partial folder with it.
  const removePartial = () => rmSync(partial, { recursive: true, force: true })
  process.once('exit', removePartial)
  try {
    await removeStale(parent, basename(target.path))
    await mkdir(partial)
    await options.fill(partial)
    await putInPlace(partial, target)
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    if (made !== undefined) await removeEmpty(parent, dirname(made))
    throw fileError(error, folder)
  } finally {
    process.off('exit', removePartial)
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
  const retired = join(dirname(path), hiddenName(path, 'replaced'))
  await rename(path, retired)
  try {
    await rename(partial, path)
  } catch (error) {
    await rename(retired, path)
    throw error
  }
  await rm(retired, { recursive: true, force: true })
}

/** The host is in the name because process numbers of another machine say nothing here. */
function hiddenName(path: string, purpose: string): string {
  const unique = `${process.pid}-${hostname()}-${randomBytes(3).toString('hex')}`
  return `.${basename(path)}.${purpose}-${unique}`
}

async function removeStale(parent: string, name: string): Promise<void> {
  const prefix = `.${name}.partial-`
  for (const entry of await readdir(parent)) {
    if (!entry.startsWith(prefix)) continue
    const [, pid, host] = /^(\d+)-(.+)-[0-9a-f]{6}$/.exec(entry.slice(prefix.length)) ?? []
    if (pid === undefined || host !== hostname() || isAlive(Number(pid))) continue
    const path = join(parent, entry)
    const age = Date.now() - (await stat(path)).mtimeMs
    if (age > STALE_MS) await rm(path, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** Removes the parents that were made for the folder, up to one that was there. */
async function removeEmpty(from: string, above: string): Promise<void> {
  for (let path = from; path !== above; path = dirname(path)) {
    const removed = await rmdir(path).then(
      () => true,
      () => false,
    )
    if (!removed) return
  }
}
