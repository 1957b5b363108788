import { lstat, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import { fileError } from './file-errors.ts'

/**
 * A folder inside a result, made where it is missing. What is written into a result stays in it: a link in the place of the folder
 * would lead elsewhere.
 * @param names of the folders from the result down
 * @returns its path
 * @throws ConfigError where a link or a file is in its place, or it cannot be made
 */
export async function ownFolder(result: string, ...names: readonly string[]): Promise<string> {
  let path = result
  for (const name of names) {
    path = join(path, name)
    await mkdir(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw fileError(error, path)
    })
    await refuseLink(path)
  }
  return path
}

/**
 * @param path of a folder that may be there
 * @throws ConfigError where something else is there
 */
export async function refuseLink(path: string): Promise<void> {
  const there = await lstat(path).catch(() => undefined)
  if (there === undefined || there.isDirectory()) return
  const found = there.isSymbolicLink() ? 'a link' : 'a file'
  throw new ConfigError({ file: path }, found, 'a folder of the result itself, or another place by --out')
}
