import { readdir, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import { openRunFolder } from '../run-folder/open-run-folder.ts'
import { runFilesOnDisk } from './run-files-on-disk.ts'

/** A file that the server may send, and no other: everything is listed before the first request. */
export interface ServedFile {
  /** Folder that it lies in, without links in its path. */
  readonly root: string
  /** Relative to it, with '/' between. */
  readonly file: string
  /** A file of a run: data, never a page. */
  readonly data: boolean
}

/**
 * The files of the page, by their address below the token.
 * @param folder that the build made
 * @throws ConfigError where it was not built
 */
export async function pageFiles(folder: string): Promise<Map<string, ServedFile>> {
  const found = new Map<string, ServedFile>()
  let entries: Awaited<ReturnType<typeof listFiles>>
  try {
    entries = await listFiles(folder)
  } catch {
    throw new ConfigError({ file: folder }, 'no page', 'the page as the build makes it (npm run build)')
  }
  const root = await realpath(folder)
  for (const file of entries) found.set(file === 'index.html' ? '' : file, { root, file, data: false })
  return found
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

/**
 * The files of a run that the page reads, by their address below the token: "run/maps/conductance.npy".
 * @param folder path as the user gave it
 * @throws ConfigError, one line, where it is no run folder or a file of it is damaged, a link or too large
 */
export async function runFilesToServe(
  folder: string,
  signal?: AbortSignal,
): Promise<Map<string, ServedFile>> {
  const place = { file: folder }
  const status = await stat(folder).catch(() => undefined)
  if (status === undefined) throw new ConfigError(place, 'no such folder', 'a run folder')
  if (!status.isDirectory()) throw new ConfigError(place, 'no folder', 'a run folder')
  const root = await realpath(folder)
  const run = await openRunFolder(runFilesOnDisk(folder, root), signal)
  return new Map([...run.files.keys()].map(file => [`run/${file}`, { root, file, data: true }]))
}
