import { readFile, stat } from 'node:fs/promises'
import { ConfigError } from '../errors.ts'

/**
 * The bytes of a file that a user named.
 * @param file path as the user gave it; it stands in the error
 * @param maxBytes the largest file that is read
 * @param kind what it should be, 'a CSV file', for the error
 * @throws ConfigError where it is missing, unreadable, no regular file or larger than maxBytes
 */
export async function readUserFile(file: string, maxBytes: number, kind: string): Promise<Buffer> {
  try {
    const status = await stat(file)
    if (status.isDirectory()) throw new ConfigError({ file }, 'a folder', kind)
    // A device or a pipe has no size to hold against the limit.
    if (!status.isFile()) throw new ConfigError({ file }, 'no regular file', kind)
    if (status.size > maxBytes) {
      throw new ConfigError({ file }, `${status.size} bytes`, `${kind} of at most ${maxBytes} bytes`)
    }
    return await readFile(file)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === undefined) throw error
    throw new ConfigError({ file }, foundFor(code), `${kind} that can be read`)
  }
}

function foundFor(code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no such file'
    case 'EACCES':
    case 'EPERM':
      return 'no permission to read it'
    default:
      return `the error ${code}`
  }
}
