import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import { fileError } from '../export/file-errors.ts'

/**
 * Refuses files that are there already, and the data itself, which nothing replaces.
 * @throws ConfigError
 */
export function newFiles(files: readonly string[], data: string, force: boolean): void {
  const own = files.find(file => resolve(file) === resolve(data))
  if (own !== undefined)
    throw new ConfigError({ file: own }, 'the measured data', 'another name for the device')
  const there = files.find(file => existsSync(file))
  if (there !== undefined && !force)
    throw new ConfigError({ file: there }, 'a file there already', 'a new file, or --force')
}

/** All files or none: each is written beside its place first. */
export async function writeAll(
  files: readonly string[],
  contents: readonly (string | Uint8Array)[],
): Promise<void> {
  const partial = (file: string): string => `${file}.partial-${process.pid}`
  try {
    await mkdir(dirname(files[0]), { recursive: true })
    for (const [k, file] of files.entries()) await writeFile(partial(file), contents[k])
    for (const file of files) await rename(partial(file), file)
  } catch (error) {
    for (const file of files) await rm(partial(file), { force: true }).catch(() => {})
    throw fileError(error, files[0])
  }
}
