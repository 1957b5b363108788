import { ConfigError } from '../../arrays/errors.ts'

/**
 * An error of the operating system, as one line that a user can act on.
 * @param path the folder or file that was to be written
 * @returns a ConfigError, or the error itself where it did not come from the file system
 */
export function fileError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  if (code === undefined || (error as NodeJS.ErrnoException).syscall === undefined) return error
  const [found, expected] = REASONS[code] ?? [`the error ${code}`, 'a place that can be written']
  return new ConfigError({ file: path }, found, expected)
}

/** The message for a disk, or a quota, that is full. */
export const FULL_DISK = 'no space left on the disk'

const FULL = [FULL_DISK, 'room for the whole result; nothing was kept'] as const
const FORBIDDEN = ['no permission to write there', 'a folder that can be written'] as const

const REASONS: Readonly<Record<string, readonly [found: string, expected: string]>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EFBIG: FULL,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EROFS: ['a read-only disk', 'a folder that can be written'],
  ENOENT: ['no folder can be made there', 'a folder that can be written'],
  ENOTDIR: ['a file on the way there', 'a path through folders only'],
  ELOOP: ['a link', 'a file or folder of the result itself'],
  ENXIO: ['no regular file', 'a file of the result itself'],
  EISDIR: ['a folder in the place of a file', 'a new folder'],
  ENAMETOOLONG: ['a name that is too long', 'a shorter name'],
  ENOTEMPTY: ['a folder that appeared meanwhile', 'a new folder'],
  EEXIST: ['something that appeared meanwhile', 'a new folder'],
}
