import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileError } from '../export/file-errors.ts'
import { isAlive, MACHINE } from '../export/hidden-name.ts'

/** The right of one training to a checkpoint, while it runs. */
export interface OwnCheckpoint {
  release(): Promise<void>
}

/**
 * Takes the checkpoint of a training for this program alone: `CHECKPOINT.owner` names it, and no other program gets it until it is
 * released or its owner has ended.
 * @returns undefined where another program that still runs has it
 */
export async function ownCheckpoint(checkpoint: string): Promise<OwnCheckpoint | undefined> {
  const owner = `${checkpoint}.owner`
  const name = `${process.pid} ${MACHINE}\n`
  try {
    await mkdir(dirname(owner), { recursive: true })
    for (;;) {
      if (await writeOnce(owner, name)) return { release: () => rm(owner, { force: true }) }
      if (await mayRun(owner)) return undefined
      await putAside(owner)
    }
  } catch (error) {
    throw fileError(error, owner)
  }
}

async function writeOnce(owner: string, name: string): Promise<boolean> {
  try {
    await writeFile(owner, name, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Whether the owner still runs, or may run: on another machine, or not written to its end. */
async function mayRun(owner: string): Promise<boolean> {
  let text: string
  try {
    text = await readFile(owner, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  const [, pid, host] = /^(\d+) (.+)\n$/.exec(text) ?? []
  return pid === undefined || host !== MACHINE || isAlive(Number(pid))
}

/** Removes the name of an owner that has ended, unless another one has put its own there meanwhile. */
async function putAside(owner: string): Promise<void> {
  const aside = `${owner}-${process.pid}`
  try {
    await rename(owner, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if (await mayRun(aside)) await link(aside, owner).catch(() => undefined)
  await rm(aside, { force: true })
}
