import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ConfigError } from '../../../arrays/errors.ts'
import { fileError } from '../../export/file-errors.ts'
import { hiddenName } from '../../export/hidden-name.ts'
import { isTaken, moveFile } from '../../export/place-files.ts'

export interface WriteOnceOptions {
  /** Called when the file is written and before it gets its name; throws where it must not get it. */
  readonly allowed?: () => Promise<void>
  /** Whether the file that is there already counts; one that does not is replaced. @defaultValue every one does */
  readonly counts?: () => Promise<boolean>
}

/**
 * Writes a file whole or not at all, and never over one that counts: it is written under a hidden name beside its place, flushed and
 * linked. Of several writers the first wins; a writer that is killed leaves a hidden file.
 * @returns whether it was this writer's file
 * @throws ConfigError where nothing can be written; what `allowed` throws
 */
export async function writeOnce(
  path: string,
  bytes: Uint8Array | string,
  { allowed = async () => {}, counts = async () => true }: WriteOnceOptions = {},
): Promise<boolean> {
  const partial = join(dirname(path), hiddenName(basename(path), 'partial'))
  try {
    const file = await open(partial, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await allowed()
    if (!(await isTaken(path)) && (await first(partial, path))) return true
    if (await counts()) return false
    await rename(partial, path)
    return true
  } catch (error) {
    // The folder around it may have moved away with a study that was replaced: that is what the user hears of.
    await allowed()
    throw fileError(error, path)
  } finally {
    await rm(partial, { force: true })
  }
}

/** Gives it its name, unless another writer was faster. @returns whether it has it */
async function first(partial: string, path: string): Promise<boolean> {
  try {
    await moveFile(partial, path, false)
    return true
  } catch (error) {
    if (error instanceof ConfigError && (await isTaken(path))) return false
    throw error
  }
}
