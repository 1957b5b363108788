import { randomBytes } from 'node:crypto'
import { access, link, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileError } from '../export/file-errors.ts'

/** A partial file of another machine is removed when it is older than this, ms. */
const STALE_MS = 24 * 3_600_000

/** File systems without hard links. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EMLINK'])

/**
 * Writes a file whole or not at all, and never over one that is there: it is written under a hidden name beside its place, flushed and
 * linked. Of several writers the first wins; a writer that is killed leaves a hidden file.
 * @returns whether it was this writer's file
 * @throws ConfigError where nothing can be written
 */
export async function writeOnce(path: string, bytes: Uint8Array | string): Promise<boolean> {
  const unique = `${process.pid}-${hostname()}-${randomBytes(4).toString('hex')}`
  const partial = join(dirname(path), `.${basename(path)}.partial-${unique}`)
  try {
    const file = await open(partial, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    return await putInPlace(partial, path)
  } catch (error) {
    throw fileError(error, path)
  } finally {
    await rm(partial, { force: true })
  }
}

async function putInPlace(partial: string, path: string): Promise<boolean> {
  try {
    await link(partial, path)
    await unlink(partial)
    return true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (!NO_LINKS.has(code)) throw error
  }
  if (await exists(path)) return false
  // Between the two a second writer may come; its rows are the same.
  await rename(partial, path)
  return true
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Removes what writers left that were killed: of this machine where the process is gone, of others where it is old. */
export async function removePartials(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    const [, pid, host] = /\.partial-(\d+)-(.+)-[0-9a-f]{8}$/.exec(entry) ?? []
    if (pid === undefined || !entry.startsWith('.')) continue
    const path = join(folder, entry)
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now())
    const dead = host === hostname() && Number(pid) !== process.pid && !isAlive(Number(pid))
    if (dead || age > STALE_MS) await rm(path, { force: true })
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
