import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { ConfigError } from '../../arrays/errors.ts'

/** A file that a user named, open for reading. */
export interface UserFile {
  readonly handle: FileHandle
  /** Bytes that it said to have when it was opened. */
  readonly size: number
}

/** A pipe that nobody writes to is opened at once, to be refused, and not waited for. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Opens a file that a user named, and closes it at the end.
 * @param file path as the user gave it; it stands in the error
 * @param kind what it should be, 'a CSV file', for the error
 * @throws ConfigError where it is missing, unreadable or no regular file; what `use` throws
 */
export async function withUserFile<T>(
  file: string,
  kind: string,
  use: (opened: UserFile) => Promise<T>,
): Promise<T> {
  let handle: FileHandle | undefined
  try {
    requireRegular(await stat(file), file, kind)
    handle = await open(file, FLAGS)
    const status = await handle.stat()
    requireRegular(status, file, kind)
    return await use({ handle, size: status.size })
  } catch (error) {
    throw readError(error, file, kind)
  } finally {
    await handle?.close()
  }
}

/**
 * The bytes of a file that a user named, at once: for documents, which are small.
 * @param maxBytes of what is read, whatever the file system says about its size
 * @param tooLarge the error for a file of more bytes
 * @throws ConfigError as `withUserFile`
 */
export function readUserFileSync(
  file: string,
  kind: string,
  maxBytes: number,
  tooLarge: (bytes: number) => ConfigError,
): Buffer {
  let descriptor: number | undefined
  try {
    requireRegular(statSync(file), file, kind)
    descriptor = openSync(file, FLAGS)
    const status = fstatSync(descriptor)
    requireRegular(status, file, kind)
    if (status.size > maxBytes) throw tooLarge(status.size)
    const parts: Buffer[] = []
    let bytes = 0
    // Files of /proc say that they are empty, and others grow while they are read.
    for (let room = Math.max(status.size, 2 ** 16); ; room = 2 ** 16) {
      const part = Buffer.allocUnsafe(room)
      const found = readSync(descriptor, part, 0, room, null)
      if (found === 0) return Buffer.concat(parts, bytes)
      bytes += found
      if (bytes > maxBytes) throw tooLarge(bytes)
      parts.push(part.subarray(0, found))
    }
  } catch (error) {
    throw readError(error, file, kind)
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

function requireRegular(status: Stats, file: string, kind: string): void {
  if (status.isDirectory()) throw new ConfigError({ file }, 'a folder', kind)
  // A device or a pipe has no end to be held against a limit.
  if (!status.isFile()) throw new ConfigError({ file }, 'no regular file', kind)
}

function readError(error: unknown, file: string, kind: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === undefined || syscall === undefined) return error
  if (code === 'EMFILE' || code === 'ENFILE') {
    return new ConfigError(
      { file },
      'no file that can still be opened',
      'a higher limit of open files (ulimit -n)',
    )
  }
  return new ConfigError({ file }, foundFor(code), `${kind} that can be read`)
}

function foundFor(code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no such file'
    case 'EACCES':
    case 'EPERM':
      return 'no permission to read it'
    case 'ELOOP':
      return 'a link that leads to itself'
    case 'ENAMETOOLONG':
      return 'a name that is too long'
    default:
      return `the error ${code}`
  }
}
