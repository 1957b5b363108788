import { constants } from 'node:fs'
import { type FileHandle, open, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import type { RunFiles } from '../run-folder/run-files.ts'

/** Without waiting for whoever writes into a pipe, and through no link. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)

/**
 * Opens a file of a folder, and closes it at the end.
 * @param root the folder itself, without links in its path (realpath)
 * @param file relative to it, with '/' between
 * @returns what `use` returns; in words what is wrong where it is no regular file of that folder, undefined where there is none
 */
export async function withFileBelow<T>(
  root: string,
  file: string,
  use: (handle: FileHandle, size: number) => Promise<T>,
): Promise<{ readonly value: T } | { readonly fault: string } | undefined> {
  const path = join(root, ...file.split('/'))
  let handle: FileHandle | undefined
  try {
    // A link anywhere on the way leads to another path, whether or not that lies in the folder.
    if ((await realpath(path)) !== path) return { fault: 'a link' }
    handle = await open(path, FLAGS)
    const status = await handle.stat()
    if (status.isDirectory()) return { fault: 'a folder' }
    if (!status.isFile()) return { fault: 'no regular file' }
    return { value: await use(handle, status.size) }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (code === undefined || syscall === undefined) throw error
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    return { fault: FAULTS[code] ?? `the error ${code}` }
  } finally {
    await handle?.close()
  }
}

const FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ELOOP: 'a link',
  ENXIO: 'no regular file',
}

/**
 * The files of a run folder on this machine. Links are not followed.
 * @param folder path as the user gave it
 * @param root the same without links in its path
 */
export function runFilesOnDisk(folder: string, root: string): RunFiles {
  const name = folder.endsWith(sep) && folder.length > 1 ? folder.slice(0, -1) : folder
  const opened = async <T>(
    file: string,
    use: (handle: FileHandle, size: number) => Promise<T>,
  ): Promise<T | undefined> => {
    const found = await withFileBelow(root, file, use)
    if (found === undefined) return undefined
    if ('value' in found) return found.value
    throw new ConfigError({ file: `${name}/${file}` }, found.fault, 'a file of the run itself')
  }
  return {
    name,
    size: file => opened(file, async (_, size) => size),
    read: async (file, from, to) => {
      const bytes = await opened(file, handle => readPart(handle, from, to))
      if (bytes !== undefined) return bytes
      throw new ConfigError({ file: `${name}/${file}` }, 'no such file', 'what the manifest names')
    },
  }
}

/** @returns fewer bytes where the file ends before */
async function readPart(handle: FileHandle, from: number, to: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(to - from)
  let at = 0
  while (at < bytes.length) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, from + at)
    if (bytesRead === 0) break
    at += bytesRead
  }
  return bytes.subarray(0, at)
}
