import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/**
 * Reads a file that others may have put there: no pipe, which would keep its reader waiting, no device, and nothing larger than what is
 * expected.
 * @param mostBytes larger files are refused before memory is taken
 * @returns its bytes, or what is wrong with it in words
 */
export async function readRegularFile(path: string, mostBytes: number): Promise<Buffer | string> {
  let file: Awaited<ReturnType<typeof open>>
  try {
    // Without waiting for whoever writes into a pipe.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    const { code = 'an error' } = error as NodeJS.ErrnoException
    return WORDS[code] ?? `the error ${code}`
  }
  try {
    const status = await file.stat()
    if (status.isDirectory()) return 'a folder'
    if (!status.isFile()) return 'no regular file'
    if (status.size > mostBytes) return `a file of ${Math.ceil(status.size / 2 ** 20)} MB`
    return await file.readFile()
  } catch (error) {
    return `the error ${(error as NodeJS.ErrnoException).code}`
  } finally {
    await file.close()
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'nothing',
  ENOTDIR: 'nothing',
  EACCES: 'a file that may not be read',
  ELOOP: 'a link that leads to itself',
  ENXIO: 'no regular file',
}
