import { existsSync } from 'node:fs'
import { ConfigError } from '../../arrays/errors.ts'
import { numberedName } from '../export/replace-folder.ts'
import type { OutputFolder } from '../output-folder.ts'
import { type OwnCheckpoint, ownCheckpoint } from './own-checkpoint.ts'

/** Where a training that writes a folder keeps its state. */
export function checkpointOf(folder: string): string {
  return `${folder.replace(/[/\\]+$/, '')}.checkpoint`
}

/**
 * The checkpoint of the folder for this training alone; where the user named none, the next number whose checkpoint is free.
 * @throws ConfigError where another training runs with the checkpoint of the folder that the user named
 */
export async function takeCheckpoint({
  folder,
  numbered,
}: OutputFolder): Promise<OwnCheckpoint & { readonly folder: string }> {
  for (let number = 1; ; number++) {
    const wanted = numbered === undefined ? folder : numberedName(numbered, number)
    if (numbered !== undefined && existsSync(wanted)) continue
    const checkpoint = checkpointOf(wanted)
    const own = await ownCheckpoint(checkpoint)
    if (own !== undefined) return { ...own, folder: wanted }
    if (numbered === undefined) {
      const expected = `another --out; or remove ${checkpoint}.owner where none runs`
      throw new ConfigError({ file: checkpoint }, 'a training that runs with it', expected)
    }
  }
}
